import { z } from "zod";
import {
  digestOids,
  signatureOids,
  type DigestName,
  type PublicKeyAlgorithm,
} from "../certificates/signature-suites.ts";

/** What a key is asked to do; another suite (SM2 with SM3) is another line here. */
export const signingAlgorithms = [
  "rsa-sha256",
  "ecdsa-sha256",
  "ecdsa-sha384",
] as const;
export const signingAlgorithmSchema = z.enum(signingAlgorithms);
export type SigningAlgorithm = z.infer<typeof signingAlgorithmSchema>;

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
};

export function signingAlgorithmFor(
  key: PublicKeyAlgorithm,
): SigningAlgorithm | null {
  if (key.kind === "rsa") return "rsa-sha256";
  if (key.kind === "ec")
    return key.curve === "P-256" ? "ecdsa-sha256" : "ecdsa-sha384";
  return null;
}

function suite(digest: DigestName, signatureOid: string): SigningSuite {
  return { digest, digestOid: digestOids[digest], signatureOid };
}
