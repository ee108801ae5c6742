import { sha256Hex } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";

const known = new WeakMap<Certificate, Promise<string>>();

/** SHA-256 of the whole certificate in hex, by which the product names it; made once for each that is open. */
export function fingerprintOf(certificate: Certificate): Promise<string> {
  const made = known.get(certificate) ?? sha256Hex(certificate.der);
  known.set(certificate, made);
  return made;
}
