import { createHash } from "node:crypto";
import pkcs11js from "pkcs11js";
import type { SigningAlgorithm } from "../../src-shared/cms/signing-algorithm.ts";
import { KeyProblem } from "./key-problem.ts";

// DER of DigestInfo up to the digest itself, for SHA-256 (RFC 8017 section 9.2, note 1).
const sha256DigestInfo = Buffer.from(
  "3031300d060960864801650304020105000420",
  "hex",
);

export interface PreparedSignature {
  readonly mechanism: number;
  /** What C_Sign is given: the content, or its digest where the key does not hash. */
  readonly input: Buffer;
}

export function prepareSignature(
  algorithm: SigningAlgorithm,
  content: Buffer,
  supported: ReadonlySet<number>,
  sm2Mechanisms: readonly string[],
): PreparedSignature {
  switch (algorithm) {
    case "rsa-sha256":
      if (supported.has(pkcs11js.CKM_SHA256_RSA_PKCS)) {
        return { mechanism: pkcs11js.CKM_SHA256_RSA_PKCS, input: content };
      }
      return {
        mechanism: pkcs11js.CKM_RSA_PKCS,
        input: Buffer.concat([sha256DigestInfo, digest("sha256", content)]),
      };
    case "ecdsa-sha256":
      return {
        mechanism: pkcs11js.CKM_ECDSA,
        input: digest("sha256", content),
      };
    case "ecdsa-sha384":
      return {
        mechanism: pkcs11js.CKM_ECDSA,
        input: digest("sha384", content),
      };
    case "sm2-sm3":
      return {
        mechanism: pickSm2Mechanism(supported, sm2Mechanisms),
        input: content,
      };
  }
}

/** What the key lists decides; one that lists nothing known is tried with the likeliest, and refuses by itself. */
function pickSm2Mechanism(
  supported: ReadonlySet<number>,
  sm2Mechanisms: readonly string[],
): number {
  const numbers = sm2Mechanisms.map(Number);
  const mechanism =
    numbers.find((each) => supported.has(each)) ?? numbers.at(0);
  if (mechanism === undefined) throw new KeyProblem("key-signature-refused");
  return mechanism;
}

function digest(name: "sha256" | "sha384", content: Buffer): Buffer {
  return createHash(name).update(content).digest();
}
