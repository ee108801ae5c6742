import type { CertificateExtension } from "./certificate.ts";
import { contentOf, readDer, readTags } from "./der-reader.ts";

// RFC 5280 section 4.2.1.3, in the order of the bits.
const keyUsageNames = [
  "digitalSignature",
  "nonRepudiation",
  "keyEncipherment",
  "dataEncipherment",
  "keyAgreement",
  "keyCertSign",
  "cRLSign",
  "encipherOnly",
  "decipherOnly",
] as const;

export type KeyUsageName = (typeof keyUsageNames)[number];

const keyUsageOid = "2.5.29.15";

export function readKeyUsage(
  extensions: readonly CertificateExtension[],
): KeyUsageName[] | null {
  const extension = extensions.find(({ oid }) => oid === keyUsageOid);
  if (!extension) return null;
  const bytes = bitsIn(extension.content);
  return keyUsageNames.filter(
    (_, bit) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0,
  );
}

/** Unreadable is not "anything goes": it allows nothing. */
function bitsIn(content: Uint8Array): Uint8Array {
  try {
    return contentOf(readDer(content), readTags.bitString).subarray(1);
  } catch {
    return new Uint8Array();
  }
}

/** SM2-era keys carry a second certificate for encryption; it must never sign. */
export function canSign(keyUsage: readonly KeyUsageName[] | null): boolean {
  return (
    keyUsage === null ||
    keyUsage.includes("digitalSignature") ||
    keyUsage.includes("nonRepudiation")
  );
}
