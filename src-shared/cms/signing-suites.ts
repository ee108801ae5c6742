import { digestOids, type DigestName } from "../certificates/digests.ts";
import type { PublicKeyAlgorithm } from "../certificates/public-key-algorithm.ts";
import { signatureOids } from "../certificates/signature-suites.ts";
import type { SigningAlgorithm } from "./signing-algorithm.ts";

interface SigningSuite {
  readonly digest: DigestName;
  readonly digestOid: string;
  /** RFC 3370 and RFC 5754 name RSA in a SignerInfo without its digest. */
  readonly signatureOid: string;
}

export const signingSuites: Readonly<Record<SigningAlgorithm, SigningSuite>> = {
  "rsa-sha256": suite("SHA-256", signatureOids.rsaEncryption),
  "ecdsa-sha256": suite("SHA-256", signatureOids.ecdsaSha256),
  "ecdsa-sha384": suite("SHA-384", signatureOids.ecdsaSha384),
  "sm2-sm3": suite("SM3", signatureOids.sm2WithSm3),
};

export function signingAlgorithmFor(
  key: PublicKeyAlgorithm,
): SigningAlgorithm | null {
  switch (key.kind) {
    case "rsa":
      return "rsa-sha256";
    case "ec":
      return key.curve === "P-256" ? "ecdsa-sha256" : "ecdsa-sha384";
    case "sm2":
      return "sm2-sm3";
    case "unsupported":
      return null;
  }
}

function suite(digest: DigestName, signatureOid: string): SigningSuite {
  return { digest, digestOid: digestOids[digest], signatureOid };
}
