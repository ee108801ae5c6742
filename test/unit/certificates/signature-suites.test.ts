import { beforeAll, describe, expect, it } from "vitest";
import { derEcSignature } from "../../../src-shared/certificates/ec-signature-encoding.ts";
import type { PublicKeyInfo } from "../../../src-shared/certificates/certificate.ts";
import { openCertificate } from "../../../src-shared/certificates/open-certificate.ts";
import {
  signatureOids,
  verifySignature,
} from "../../../src-shared/certificates/signature-suites.ts";
import {
  makeLeaf,
  makeRoot,
  type IssuedCertificate,
} from "../../fixtures/certificates/make-certificate-estate.ts";

const content = new TextEncoder().encode("signed");

describe("an ECDSA signature", () => {
  let leaf: IssuedCertificate;
  let key: PublicKeyInfo;
  beforeAll(async () => {
    leaf = await makeLeaf(await makeRoot());
    key = openCertificate(leaf.der).publicKey;
  });

  async function sign(): Promise<Uint8Array> {
    const raw = await crypto.subtle.sign(
      { name: "ECDSA", hash: "SHA-256" },
      leaf.keys.privateKey,
      content,
    );
    return derEcSignature(new Uint8Array(raw));
  }

  function verify(
    signature: Uint8Array,
    oid: string = signatureOids.ecdsaSha256,
  ): Promise<boolean> {
    return verifySignature(key, oid, signature, content);
  }

  /** Where tags, lengths and first bytes of the two numbers stand. */
  function framing(signature: Uint8Array): number[] {
    const second = 4 + (signature[3] ?? 0);
    return [0, 1, 2, 3, 4, second, second + 1, second + 2];
  }

  // Numbers start with a high or low bit, and now and then with a zero byte: several signatures meet them all.
  it("is accepted in its one spelling and refused with any bit of its framing changed", async () => {
    const signatures = await Promise.all(Array.from({ length: 12 }, sign));
    const changed = signatures.flatMap((signature) =>
      framing(signature).flatMap((at) =>
        Array.from({ length: 8 }, (_, bit) => {
          const copy = Uint8Array.from(signature);
          copy[at] = (copy[at] ?? 0) ^ (1 << bit);
          return copy;
        }),
      ),
    );
    const accepted = await Promise.all(signatures.map((each) => verify(each)));
    const acceptedChanged = await Promise.all(
      changed.map((each) => verify(each)),
    );
    expect(new Set(accepted)).toEqual(new Set([true]));
    expect(new Set(acceptedChanged)).toEqual(new Set([false]));
  });

  it.each([
    ["another digest", signatureOids.ecdsaSha384],
    ["another kind of key", "1.2.840.113549.1.1.11"],
    ["SHA-1", "1.2.840.10045.4.1"],
    ["nothing known", "1.2.3"],
  ])("is refused under the name of %s", async (_, oid) => {
    expect(await verify(await sign(), oid)).toBe(false);
  });
});
