import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  writeSm2PrivateKey,
  type Sm2Keys,
} from "../../../dev/demo-ca/sm2-keys.ts";
import { rawEcSignature } from "../../../src-shared/certificates/ec-signature-encoding.ts";
import { signatureOids } from "../../../src-shared/certificates/signature-suites.ts";
import { assembleDetachedCms } from "../../../src-shared/cms/assemble-detached-cms.ts";
import {
  contentForms,
  type ContentForm,
} from "../../../src-shared/cms/cms-oids.ts";
import { readSignedAttributes } from "../../../src-shared/cms/read-signed-attributes.ts";
import { readSignedData } from "../../../src-shared/cms/read-signed-data.ts";
import { buildSignedAttributes } from "../../../src-shared/cms/signed-attributes.ts";
import { verifyDetachedCms } from "../../../src-shared/cms/verify-detached-cms.ts";
import {
  writeSignedData,
  type SignerInfoParts,
} from "../../../src-shared/cms/write-signed-data.ts";
import {
  estateTime,
  makeLeaf,
  makeRoot,
  type IssuedCertificate,
} from "../../fixtures/certificates/make-certificate-estate.ts";
import { OpensslDesk } from "../../fixtures/openssl/openssl-desk.ts";
import { rawSignature } from "./sign-with-software-key.ts";

const content = new TextEncoder().encode('{"企业名称":"测试企业"}');
const forms: readonly ContentForm[] = ["rfc5652", "gmt0010"];

let leaf: IssuedCertificate;
let openssl: OpensslDesk;
beforeAll(async () => {
  leaf = await makeLeaf(await makeRoot("国密根证书", "sm2"), {
    keyKind: "sm2",
  });
  openssl = new OpensslDesk();
});
afterAll(() => {
  openssl.clear();
});

/** Says what a CMS in this form carries, with the signature of whoever makes it. */
async function makeCms(
  form: ContentForm,
  sign = (attributes: Uint8Array): Promise<Uint8Array> =>
    rawSignature(leaf.keys, "sm2-sm3", attributes),
): Promise<Uint8Array> {
  const parts = {
    certificateDer: leaf.der,
    algorithm: "sm2-sm3",
    form,
  } as const;
  const signingTime = estateTime;
  const attributes = { ...parts, content, signingTime };
  const signedAttributes = await buildSignedAttributes(attributes);
  return assembleDetachedCms({
    ...parts,
    otherCertificates: [],
    signedAttributes,
    signature: await sign(signedAttributes),
  });
}

function withSigner(
  cms: Uint8Array,
  change: Partial<SignerInfoParts>,
): Uint8Array {
  const parts = readSignedData(cms);
  return writeSignedData({ ...parts, signer: { ...parts.signer, ...change } });
}

function outcome(cms: Uint8Array, bytes = content): Promise<unknown> {
  return verifyDetachedCms(cms, bytes).then(
    () => "accepted",
    (error: unknown) => (error as { code?: unknown }).code,
  );
}

describe.each(forms)("a detached CMS of an SM2 key in the form %s", (form) => {
  it("is accepted here, and by OpenSSL part by part", async () => {
    const cms = await makeCms(form);
    expect(await verifyDetachedCms(cms, content)).toEqual({
      signerCertificateDer: leaf.der,
      otherCertificates: [],
      signingTime: estateTime,
      digestAlgorithm: "SM3",
    });
    const { signer } = readSignedData(cms);
    const { signature, signedAttributes } = signer;
    expect(openssl.isSm2Signature(leaf.der, signature, signedAttributes)).toBe(
      true,
    );
    const digest = openssl.run(
      ...["dgst", "-sm3", "-binary", openssl.write("content", content)],
    );
    expect(readSignedAttributes(signedAttributes)).toMatchObject({
      contentType: contentForms[form].data,
      messageDigest: new Uint8Array(digest),
    });
  });

  it("is accepted under either name of the signature's algorithm", async () => {
    const cms = await makeCms(form);
    for (const oid of [signatureOids.sm2Sign, signatureOids.sm2WithSm3])
      for (const hasNull of [true, false]) {
        const signatureAlgorithm = { oid, hasNull };
        expect(await outcome(withSigner(cms, { signatureAlgorithm }))).toBe(
          "accepted",
        );
      }
  });

  it("is accepted when OpenSSL signed the attributes, and refused when it did so under another id", async () => {
    const key = openssl.writePem(
      "leaf.key",
      "PRIVATE KEY",
      writeSm2PrivateKey(leaf.keys as Sm2Keys),
    );
    const signedUnder = (id?: string) =>
      makeCms(form, (attributes) => {
        const signature = openssl.signWithSm2(key, attributes, id);
        const raw = rawEcSignature(signature, 32);
        if (!raw) throw new Error("not a signature of two numbers");
        return Promise.resolve(raw);
      });
    expect(await outcome(await signedUnder())).toBe("accepted");
    expect(await outcome(await signedUnder("ALICE123@YAHOO.COM"))).toBe(
      "cms-signature-invalid",
    );
  });

  it("fails for other content, here and in OpenSSL for other attributes", async () => {
    const cms = await makeCms(form);
    const other = Uint8Array.from(content);
    other[0] = (other[0] ?? 0) ^ 1;
    expect(await outcome(cms, other)).toBe("cms-digest-mismatch");
    const { signature, signedAttributes } = readSignedData(cms).signer;
    const at = signedAttributes.length - 1;
    signedAttributes[at] = (signedAttributes[at] ?? 0) ^ 1;
    expect(openssl.isSm2Signature(leaf.der, signature, signedAttributes)).toBe(
      false,
    );
  });

  it("is never accepted with one byte changed", async () => {
    const cms = await makeCms(form);
    const start = Buffer.from(cms).indexOf(leaf.der);
    const end = start + leaf.der.length;
    // The certificate falls to its hash; around it every seventh byte, since each of these costs a whole check.
    const places = [...cms.keys()].filter(
      (at) => at % 7 === 0 && (at < start || at >= end || at % 70 === 0),
    );
    for (const at of places) {
      const copy = Uint8Array.from(cms);
      copy[at] = (copy[at] ?? 0) ^ 1;
      expect(await outcome(copy), String(at)).toMatch(/^cms-/);
    }
  });
});

describe("a CMS that mixes what does not belong together", () => {
  it("is refused when the signed content type is of the other form", async () => {
    const parts = readSignedData(await makeCms("rfc5652"));
    expect(await outcome(writeSignedData({ ...parts, form: "gmt0010" }))).toBe(
      "cms-attributes-missing",
    );
  });

  it("is refused when an SM2 key signed over SHA-256", async () => {
    const cms = await makeCms("rfc5652");
    const digest = { oid: "2.16.840.1.101.3.4.2.1", hasNull: false };
    const parts = readSignedData(cms);
    const mixed = writeSignedData({
      ...parts,
      digests: [digest],
      signer: { ...parts.signer, digest },
    });
    expect(await outcome(mixed)).toBe("cms-algorithm-unsupported");
  });

  it("is refused when a P-256 key writes in the form of GM/T 0010", async () => {
    const p256 = await makeLeaf(await makeRoot());
    const parts = {
      certificateDer: p256.der,
      algorithm: "ecdsa-sha256",
      form: "gmt0010",
    } as const;
    const signedAttributes = await buildSignedAttributes({
      ...parts,
      content,
      signingTime: estateTime,
    });
    const signature = await rawSignature(
      p256.keys,
      "ecdsa-sha256",
      signedAttributes,
    );
    const cms = assembleDetachedCms({
      ...parts,
      otherCertificates: [],
      signedAttributes,
      signature,
    });
    expect(await outcome(cms)).toBe("cms-algorithm-unsupported");
  });
});
