import { beforeAll, describe, expect, it } from "vitest";
import { parseCertificate } from "../../../src-shared/certificates/parse-certificate.ts";
import type { DemoAuthority } from "../../../dev/demo-ca/demo-authority.ts";
import { createHash } from "node:crypto";
import {
  daysLater,
  makeLeaf,
  makeRoot,
  uscc,
} from "../../fixtures/certificates/make-certificate-estate.ts";

/** Bytes of a text block by tag, as the name syntax takes them. */
function encoded(tag: number, bytes: Uint8Array): string {
  return `#${Buffer.from([tag, bytes.length, ...bytes]).toString("hex")}`;
}

const gbkTestEnterprise = Uint8Array.of(
  0xb2,
  0xe2,
  0xca,
  0xd4,
  0xc6,
  0xf3,
  0xd2,
  0xb5,
);

describe("reading a certificate", () => {
  let root: DemoAuthority;
  beforeAll(async () => {
    root = await makeRoot();
  });

  it("tells who, for which enterprise, from whom, and until when", async () => {
    const leaf = await makeLeaf(root);
    expect(await parseCertificate(leaf.der)).toEqual({
      der: leaf.der,
      sha256: createHash("sha256").update(leaf.der).digest("hex"),
      subject: `CN=张三, SERIALNUMBER=${uscc}, O=测试企业, C=CN`,
      holderName: "张三",
      enterpriseName: "测试企业",
      issuer: "CN=演示根证书, O=演示认证机构",
      issuerName: "演示根证书",
      serialNumber: leaf.certificate.serialNumber,
      notBefore: daysLater(-10).toISOString(),
      notAfter: daysLater(355).toISOString(),
      keyUsage: ["digitalSignature", "nonRepudiation"],
      extendedKeyUsage: null,
      algorithm: { kind: "ec", curve: "P-256" },
      isSignatureSupported: true,
      uscc: { value: uscc, foundIn: "subject 2.5.4.5" },
      hasOldCode: false,
    });
  });

  it.each([
    ["UTF8String", encoded(0x0c, Buffer.from("测试企业"))],
    ["BMPString", encoded(0x1e, Buffer.from("测试企业", "utf16le").swap16())],
    ["T61String with GBK", encoded(0x14, gbkTestEnterprise)],
    ["PrintableString with GBK by mistake", encoded(0x13, gbkTestEnterprise)],
    [
      "UTF8String padded with zero bytes",
      encoded(0x0c, Buffer.from("测试企业\0\0 ")),
    ],
  ])("reads a name in %s", async (_, organization) => {
    const subject = [{ O: [organization] }, { CN: [{ utf8String: "张三" }] }];
    const { enterpriseName } = await parseCertificate(
      (await makeLeaf(root, { subject })).der,
    );
    expect(enterpriseName).toBe("测试企业");
  });

  it("takes enterprise and code out of a CFCA name, whose O is the authority's", async () => {
    const subject = [
      { O: [{ utf8String: "演示认证机构" }] },
      { CN: [{ utf8String: `051@测试企业@N${uscc}@1` }] },
    ];
    const parsed = await parseCertificate(
      (await makeLeaf(root, { subject })).der,
    );
    expect(parsed).toMatchObject({
      holderName: "测试企业",
      enterpriseName: "测试企业",
      uscc: { value: uscc, foundIn: "subject 2.5.4.3" },
    });
  });

  /** As 国富安 issues them for the ministry's keys: RSA for signing, names in Chinese encodings. */
  it.each([
    [
      "two-byte characters",
      encoded(0x1e, Buffer.from("测试企业", "utf16le").swap16()),
      encoded(0x1e, Buffer.from(uscc, "utf16le").swap16()),
    ],
    ["GBK", encoded(0x14, gbkTestEnterprise), encoded(0x13, Buffer.from(uscc))],
    [
      "GBK, beside the code",
      encoded(
        0x14,
        Buffer.concat([gbkTestEnterprise, Buffer.from(`(${uscc})`)]),
      ),
      null,
    ],
  ])(
    "reads a whole certificate of 国富安 with its names in %s",
    async (_, organization, code) => {
      const authority = await makeRoot("GFA CA", "rsa");
      const leaf = await makeLeaf(authority, {
        keyKind: "rsa",
        subject: [
          { C: [{ printableString: "CN" }] },
          { O: [organization] },
          ...(code === null ? [] : [{ OU: [code] }]),
          { CN: [encoded(0x14, gbkTestEnterprise)] },
        ],
      });
      const enterpriseName = code === null ? `测试企业(${uscc})` : "测试企业";
      expect(await parseCertificate(leaf.der)).toMatchObject({
        holderName: "测试企业",
        enterpriseName,
        issuerName: "GFA CA",
        keyUsage: ["digitalSignature", "nonRepudiation"],
        algorithm: { kind: "rsa", bits: 2048 },
        isSignatureSupported: true,
        uscc: {
          value: uscc,
          foundIn: code === null ? "subject 2.5.4.10" : "subject 2.5.4.11",
        },
        hasOldCode: false,
      });
    },
  );

  it("names the kinds of key", async () => {
    const algorithms = await Promise.all(
      (["rsa", "p384"] as const).map(
        async (keyKind) =>
          (await parseCertificate((await makeLeaf(root, { keyKind })).der))
            .algorithm,
      ),
    );
    expect(algorithms).toEqual([
      { kind: "rsa", bits: 2048 },
      { kind: "ec", curve: "P-384" },
    ]);
  });

  it.each([
    ["nothing", () => Uint8Array.of()],
    ["text", () => new TextEncoder().encode("-----BEGIN")],
    ["a cut certificate", (der: Uint8Array) => der.subarray(0, 100)],
    [
      "a certificate with a byte too many",
      (der: Uint8Array) => Uint8Array.of(...der, 0),
    ],
  ])("refuses %s as malformed", async (_, damage) => {
    const { der } = await makeLeaf(root);
    await expect(parseCertificate(damage(der))).rejects.toMatchObject({
      problem: { code: "certificate-malformed" },
    });
  });
});
