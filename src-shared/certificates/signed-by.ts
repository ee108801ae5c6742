import type { Certificate } from "./certificate.ts";
import { verifySignature } from "./signature-suites.ts";

interface Signed {
  readonly tbs: Uint8Array;
  readonly signatureOid: string;
  readonly signature: Uint8Array;
}

// Structures once opened do not change, so neither does the answer; it goes when they go.
const answers = new WeakMap<Signed, WeakMap<Certificate, Promise<boolean>>>();

/** Whether the issuer's key made the signature of this certificate or list. */
export function isSignedBy(
  signed: Signed,
  issuer: Certificate,
): Promise<boolean> {
  const ofSigned = answers.get(signed) ?? new WeakMap();
  answers.set(signed, ofSigned);
  const known = ofSigned.get(issuer);
  if (known) return known;
  const answer = verifySignature(
    issuer.publicKey,
    signed.signatureOid,
    signed.signature,
    signed.tbs,
  );
  ofSigned.set(issuer, answer);
  return answer;
}
