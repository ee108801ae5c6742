import "reflect-metadata";
import { ExtendedKeyUsageExtension, Extension } from "@peculiar/x509";
import { beforeAll, describe, expect, it } from "vitest";
import { judgeCertificate } from "../../../src-shared/certificates/certificate-usability.ts";
import { parseCertificate } from "../../../src-shared/certificates/parse-certificate.ts";
import type { TrustMaterial } from "../../../src-shared/certificates/trust-material.ts";
import type { DemoAuthority } from "../../../dev/demo-ca/demo-authority.ts";
import {
  daysLater,
  encryptionUsage,
  estateTime,
  makeCrl,
  makeIntermediate,
  makeLeaf,
  makeRoot,
  ordinarySubject,
  trustOf,
  type IssuedCertificate,
} from "../../fixtures/certificates/make-certificate-estate.ts";

const usable = (revocation: "good" | "unknown") => ({
  kind: "usable",
  revocation,
});
const unusable = (reason: string) => ({ kind: "unusable", reason });

const serverAuth = "1.3.6.1.5.5.7.3.1";
const clientAuth = "1.3.6.1.5.5.7.3.2";
const codeSigning = "1.3.6.1.5.5.7.3.3";
const emailProtection = "1.3.6.1.5.5.7.3.4";
const timeStamping = "1.3.6.1.5.5.7.3.8";
const ocspSigning = "1.3.6.1.5.5.7.3.9";
const anyUsage = "2.5.29.37.0";

async function judge(
  leaf: IssuedCertificate,
  trust: TrustMaterial,
  at = estateTime,
) {
  return judgeCertificate(await parseCertificate(leaf.der), trust, at);
}

describe("the judgement of a certificate", () => {
  let root: DemoAuthority;
  let trust: TrustMaterial;

  beforeAll(async () => {
    root = await makeRoot();
    trust = trustOf({ anchors: [root], crls: [await makeCrl(root)] });
  });

  it.each(["rsa", "p256", "p384"] as const)(
    "accepts a good certificate with a %s key",
    async (keyKind) => {
      expect(await judge(await makeLeaf(root, { keyKind }), trust)).toEqual(
        usable("good"),
      );
    },
  );

  it("accepts certificates of an RSA authority", async () => {
    const rsaRoot = await makeRoot("演示RSA根证书", "rsa");
    const rsaTrust = trustOf({
      anchors: [rsaRoot],
      crls: [await makeCrl(rsaRoot)],
    });
    expect(await judge(await makeLeaf(rsaRoot), rsaTrust)).toEqual(
      usable("good"),
    );
  });

  it("refuses an expired certificate, to the second", async () => {
    const leaf = await makeLeaf(root, { notAfter: daysLater(5) });
    const crls = [
      await makeCrl(root, [], {
        thisUpdate: daysLater(4),
        nextUpdate: daysLater(9),
      }),
    ];
    const fresh = trustOf({ anchors: [root], crls });
    expect(await judge(leaf, fresh, daysLater(5))).toEqual(usable("good"));
    expect(
      await judge(leaf, fresh, new Date(daysLater(5).getTime() + 1000)),
    ).toEqual(unusable("certificate-expired"));
  });

  it("refuses a certificate before its time", async () => {
    const leaf = await makeLeaf(root, { notBefore: daysLater(1) });
    expect(await judge(leaf, trust)).toEqual(
      unusable("certificate-not-yet-valid"),
    );
  });

  it("refuses the encryption twin", async () => {
    const leaf = await makeLeaf(root, { keyUsage: encryptionUsage });
    expect(await judge(leaf, trust)).toEqual(
      unusable("certificate-encryption-only"),
    );
  });

  it.each([
    ["a web server", [serverAuth]],
    ["a publisher of programs", [codeSigning]],
    ["a time stamp service", [timeStamping]],
    ["an authority's answers", [ocspSigning]],
    ["a web server that also signs programs", [serverAuth, codeSigning]],
  ])("refuses a certificate for %s, also an expired one", async (_, usages) => {
    for (const isCritical of [false, true]) {
      const leaf = await leafFor(usages, isCritical);
      expect([
        await judge(leaf, trust),
        await judge(leaf, trust, daysLater(3000)),
      ]).toEqual([
        unusable("certificate-wrong-usage"),
        unusable("certificate-wrong-usage"),
      ]);
    }
  });

  it.each([
    ["client sign-in", [clientAuth]],
    ["mail", [emailProtection]],
    ["any purpose", [anyUsage]],
    ["a purpose of its authority's own", ["1.2.156.10260.9.9"]],
    ["client sign-in and a web server", [serverAuth, clientAuth]],
  ])("accepts a certificate for %s", async (_, usages) => {
    expect(await judge(await leafFor(usages), trust)).toEqual(usable("good"));
  });

  it("refuses a certificate whose purposes cannot be read", async () => {
    const unreadable = new Extension("2.5.29.37", false, Uint8Array.of(4, 0));
    const leaf = await makeLeaf(root, { extensions: [unreadable] });
    expect(await judge(leaf, trust)).toEqual(
      unusable("certificate-wrong-usage"),
    );
  });

  function leafFor(usages: readonly string[], isCritical = false) {
    const extension = new ExtendedKeyUsageExtension([...usages], isCritical);
    return makeLeaf(root, { extensions: [extension] });
  }

  it("refuses a certificate without a code, and tells an old code apart", async () => {
    const withoutCode = [
      { O: [{ utf8String: "测试企业" }] },
      { CN: [{ utf8String: "张三" }] },
    ];
    const withOldCode = [
      ...withoutCode,
      { "2.5.4.5": [{ printableString: "1100000123456" }] },
    ];
    expect(
      await judge(await makeLeaf(root, { subject: withoutCode }), trust),
    ).toEqual(unusable("certificate-without-uscc"));
    expect(
      await judge(await makeLeaf(root, { subject: withOldCode }), trust),
    ).toEqual(unusable("certificate-with-old-code"));
  });

  it("refuses an issuer that merely bears the anchor's name", async () => {
    const impostor = await makeRoot();
    expect(await judge(await makeLeaf(impostor), trust)).toEqual(
      unusable("certificate-untrusted"),
    );
  });

  it("refuses when nothing is trusted, and never trusts a self-signed end entity", async () => {
    const nothing = trustOf({ anchors: [] });
    expect(await judge(await makeLeaf(root), nothing)).toEqual(
      unusable("certificate-untrusted"),
    );
    const leaf = await makeLeaf(root);
    const leafAsAnchor = { anchors: [leaf.der], intermediates: [], crls: [] };
    expect(await judge(leaf, leafAsAnchor)).toEqual(
      unusable("certificate-untrusted"),
    );
  });

  it("refuses a certificate whose signature was altered", async () => {
    const leaf = await makeLeaf(root);
    const altered = Uint8Array.from(leaf.der);
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
    expect(await judge({ ...leaf, der: altered }, trust)).toEqual(
      unusable("certificate-untrusted"),
    );
  });

  it("ignores damaged trust entries", async () => {
    const damaged = {
      anchors: [Uint8Array.of(1, 2), ...trust.anchors],
      intermediates: [Uint8Array.of()],
      crls: [Uint8Array.of(0x30), ...trust.crls],
    };
    expect(await judge(await makeLeaf(root), damaged)).toEqual(usable("good"));
  });

  it("accepts the subject of a leaf whatever its order", async () => {
    const leaf = await makeLeaf(root, {
      subject: [...ordinarySubject].reverse(),
    });
    expect(await judge(leaf, trust)).toEqual(usable("good"));
  });
});

describe("revocation", () => {
  let root: DemoAuthority;
  let leaf: IssuedCertificate;

  beforeAll(async () => {
    root = await makeRoot();
    leaf = await makeLeaf(root);
  });

  const judgeWith = (...crls: Uint8Array[]) =>
    judge(leaf, trustOf({ anchors: [root], crls }));

  it("refuses a revoked certificate", async () => {
    expect(await judgeWith(await makeCrl(root, [leaf.certificate]))).toEqual(
      unusable("certificate-revoked"),
    );
  });

  it("is unknown without a list", async () => {
    expect(await judgeWith()).toEqual(usable("unknown"));
  });

  it("is unknown with an outdated list, which still revokes what it names", async () => {
    const times = { thisUpdate: daysLater(-60), nextUpdate: daysLater(-30) };
    expect(await judgeWith(await makeCrl(root, [], times))).toEqual(
      usable("unknown"),
    );
    expect(
      await judgeWith(await makeCrl(root, [leaf.certificate], times)),
    ).toEqual(unusable("certificate-revoked"));
  });

  it("is unknown with a list of the future", async () => {
    const times = { thisUpdate: daysLater(1), nextUpdate: daysLater(30) };
    expect(
      await judgeWith(await makeCrl(root, [leaf.certificate], times)),
    ).toEqual(usable("unknown"));
  });

  it("does not believe a list that another key signed under the authority's name", async () => {
    const impostor = await makeRoot();
    expect(
      await judgeWith(await makeCrl(impostor, [leaf.certificate])),
    ).toEqual(usable("unknown"));
    expect(await judgeWith(await makeCrl(impostor))).toEqual(usable("unknown"));
  });

  it("is asked for intermediates too", async () => {
    const intermediate = await makeIntermediate(root);
    const below = await makeLeaf(intermediate);
    const leafCrl = await makeCrl(intermediate);
    const parts = { anchors: [root], intermediates: [intermediate] };
    const judgeBelow = (...crls: Uint8Array[]) =>
      judge(below, trustOf({ ...parts, crls }));
    expect(await judgeBelow(leafCrl)).toEqual(usable("unknown"));
    expect(await judgeBelow(leafCrl, await makeCrl(root))).toEqual(
      usable("good"),
    );
    expect(
      await judgeBelow(
        leafCrl,
        await makeCrl(root, [intermediate.certificate]),
      ),
    ).toEqual(unusable("certificate-revoked"));
  });
});
