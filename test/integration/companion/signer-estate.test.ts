import "reflect-metadata";
import { ExtendedKeyUsageExtension, Name } from "@peculiar/x509";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  issueCertificate,
  signingUsage,
  type DemoAuthority,
} from "../../../dev/demo-ca/demo-authority.ts";
import { signatureText } from "../../../src-companion/cli/review-text.ts";
import { addTrust } from "../../../src-companion/trust/trust-store.ts";
import {
  daysLater,
  derOf,
  encryptionUsage,
  makeCrl,
  makeIntermediate,
  makeLeaf,
  makeRoot,
  type IssuedCertificate,
  type LeafOrder,
} from "../../fixtures/certificates/make-certificate-estate.ts";
import {
  generalName,
  nameConstraints,
} from "../../fixtures/certificates/name-constraints.ts";
import { succeed } from "./companion-requester.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  ownUscc,
  save,
  signInParts,
  signInWith,
  submit,
  subjectOf,
} from "./test-enterprise.ts";

/** Every kind of certificate a clerk may come with, judged by the running API. */
describe("certificates before the API", () => {
  let companion: TestCompanion;
  const authorities: Record<string, DemoAuthority> = {};

  beforeAll(async () => {
    companion = await startTestCompanion();
    const { root } = companion;
    const intermediate = (
      commonName: string,
      issuer: DemoAuthority,
      order = {},
    ) => makeIntermediate(issuer, { commonName, ...order });
    const permitted = (enterpriseName: string) =>
      nameConstraints({
        permitted: [
          generalName(
            0xa4,
            new Uint8Array(
              new Name([
                { C: [{ printableString: "CN" }] },
                { O: [{ utf8String: enterpriseName }] },
              ]).toArrayBuffer(),
            ),
          ),
        ],
      });
    authorities["ordinary"] = await intermediate("普通中间", root);
    authorities["short"] = await intermediate("末级中间", root, {
      pathLength: 0,
    });
    authorities["below the short one"] = await intermediate(
      "过深中间",
      authorities["short"],
    );
    authorities["for us"] = await intermediate("本企业中间", root, {
      extensions: [permitted("测试企业")],
    });
    authorities["for others"] = await intermediate("他企业中间", root, {
      extensions: [permitted("另一企业")],
    });
    authorities["forged"] = await intermediate("伪造中间", root, {
      isAuthority: false,
    });
    authorities["without a list"] = await makeRoot("没有吊销列表的根证书");
    authorities["a stranger"] = await makeRoot("不受信任的根证书");
    const now = companion.clock.now;
    for (const [name, authority] of Object.entries(authorities)) {
      const der = derOf(authority.certificate);
      if (name === "without a list")
        await addTrust(companion.database, "anchor", der, now);
      else if (name !== "a stranger" && name !== "forged") {
        await addTrust(companion.database, "intermediate", der, now);
        await addTrust(
          companion.database,
          "crl",
          await makeCrl(authority),
          now,
        );
      }
    }
  });
  afterAll(() => companion.close());

  /** Of the root, unless another authority is named. */
  async function keyFrom(
    name: string | null,
    order: LeafOrder = {},
  ): Promise<IssuedCertificate> {
    const authority = name === null ? companion.root : authorities[name];
    if (authority === undefined)
      throw new Error(`no authority ${String(name)}`);
    return makeLeaf(authority, { subject: subjectOf(ownUscc), ...order });
  }

  async function shortRsaKey(): Promise<IssuedCertificate> {
    const keys = await crypto.subtle.generateKey(
      {
        name: "RSASSA-PKCS1-v1_5",
        hash: "SHA-256",
        modulusLength: 1024,
        publicExponent: Uint8Array.of(1, 0, 1),
      },
      true,
      ["sign", "verify"],
    );
    const certificate = await issueCertificate(companion.root, {
      subject: subjectOf(ownUscc),
      publicKey: keys.publicKey,
      keyUsage: signingUsage,
      notBefore: daysLater(-10),
      notAfter: daysLater(355),
    });
    return { der: derOf(certificate), certificate, keys };
  }

  async function revokedKey(): Promise<IssuedCertificate> {
    const key = await keyFrom("ordinary");
    const times = { thisUpdate: daysLater(0), nextUpdate: daysLater(30) };
    const crl = await makeCrl(
      authorities["ordinary"] as DemoAuthority,
      [key.certificate],
      times,
    );
    await addTrust(companion.database, "crl", crl, companion.clock.now);
    return key;
  }

  it.each<[string, () => Promise<IssuedCertificate>, string]>([
    ["good, from the anchor itself", () => keyFrom(null), "good"],
    ["good, over an intermediate", () => keyFrom("ordinary"), "good"],
    ["good, from an authority for its names", () => keyFrom("for us"), "good"],
    [
      "begun a few minutes from now, as the authority's clock has it",
      () =>
        keyFrom(null, {
          notBefore: new Date(daysLater(0).getTime() + 5 * 60_000),
        }),
      "good",
    ],
    ["without a list", () => keyFrom("without a list"), "unknown"],
    [
      "expired",
      () =>
        keyFrom(null, { notBefore: daysLater(-300), notAfter: daysLater(-1) }),
      "signer-certificate-expired",
    ],
    [
      "not yet valid",
      () => keyFrom(null, { notBefore: daysLater(1) }),
      "signer-certificate-not-yet-valid",
    ],
    ["revoked", revokedKey, "signer-certificate-revoked"],
    [
      "for encryption",
      () => keyFrom(null, { keyUsage: encryptionUsage }),
      "signer-certificate-wrong-usage",
    ],
    [
      "for a web site",
      () =>
        keyFrom(null, {
          extensions: [new ExtendedKeyUsageExtension(["1.3.6.1.5.5.7.3.1"])],
        }),
      "signer-certificate-wrong-usage",
    ],
    [
      "of a strange authority",
      () => keyFrom("a stranger"),
      "signer-certificate-untrusted",
    ],
    [
      "from a certificate that is no authority",
      () => keyFrom("forged"),
      "signer-certificate-untrusted",
    ],
    [
      "over a path that is too long",
      () => keyFrom("below the short one"),
      "signer-certificate-untrusted",
    ],
    [
      "from an authority for other names",
      () => keyFrom("for others"),
      "signer-certificate-untrusted",
    ],
    [
      "signed with SHA-1",
      () => keyFrom(null, { signatureHash: "SHA-1" }),
      "signer-certificate-unsupported",
    ],
    ["with 1024 bits", shortRsaKey, "signer-certificate-unsupported"],
    [
      "without a code",
      () => keyFrom(null, { subject: [{ CN: [{ utf8String: "张三" }] }] }),
      "signer-certificate-without-uscc",
    ],
  ])("sign in, or are refused by name: %s", async (_, make, expected) => {
    const { status, body } = await companion.request(
      "signInWithKey",
      await signInParts(companion, await make()),
    );
    const { revocation, code } = body as { revocation?: string; code?: string };
    expect(status === 200 ? revocation : code).toBe(expected);
  });

  it("without a list are marked for the reviewer, in the report and in the command's words", async () => {
    const own = await signInWith(companion, await keyFrom("without a list"));
    const { filing } = await submit(companion, own, await save(companion, own));
    const { signature } = await succeed(companion.request, "reviewDetail", {
      params: { filingId: filing.id },
      token: await companion.signInReviewer(),
    });
    expect(signature).toMatchObject({ kind: "signed", revocation: "unknown" });
    expect(signatureText(signature)).toContain("，吊销状态未知）");
  });
});
