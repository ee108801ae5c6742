import { sm3 } from "sm-crypto-v2";
import { fromHex, ownBytes } from "./bytes.ts";

export type DigestName = "SHA-256" | "SHA-384" | "SHA-512" | "SM3";

export const digestOids: Readonly<Record<DigestName, string>> = {
  "SHA-256": "2.16.840.1.101.3.4.2.1",
  "SHA-384": "2.16.840.1.101.3.4.2.2",
  "SHA-512": "2.16.840.1.101.3.4.2.3",
  SM3: "1.2.156.10197.1.401",
};

export function digestByOid(oid: string): DigestName | null {
  const found = Object.entries(digestOids).find(([, known]) => known === oid);
  return found ? (found[0] as DigestName) : null;
}

/** SM3 by the library: Electron's cryptography has none, and Node's differs from build to build. */
export async function digestOf(
  name: DigestName,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  if (name === "SM3") return fromHex(sm3(bytes));
  return new Uint8Array(await crypto.subtle.digest(name, ownBytes(bytes)));
}
