import type { CertificateExtension } from "./certificate.ts";
import { membersOf, readDer, readOid } from "./der-reader.ts";

const extendedKeyUsageOid = "2.5.29.37";

// RFC 5280 section 4.2.1.12: issued to a web site, a publisher or an authority's own service, never to a clerk.
const serviceUsages = new Set<string>([
  "1.3.6.1.5.5.7.3.1", // serverAuth
  "1.3.6.1.5.5.7.3.3", // codeSigning
  "1.3.6.1.5.5.7.3.8", // timeStamping
  "1.3.6.1.5.5.7.3.9", // OCSPSigning
]);

/** Object identifiers; null where the extension is missing. Unreadable is not "anything goes": it names nothing. */
export function readExtendedKeyUsage(
  extensions: readonly CertificateExtension[],
): string[] | null {
  const extension = extensions.find(({ oid }) => oid === extendedKeyUsageOid);
  if (!extension) return null;
  try {
    return membersOf(readDer(extension.content)).map(readOid);
  } catch {
    return [];
  }
}

/** Chinese CAs mark keys for client sign-in, mail or nothing at all: only what is plainly for a service is refused. */
export function isForServicesOnly(
  extendedKeyUsage: readonly string[] | null,
): boolean {
  return (
    extendedKeyUsage !== null &&
    extendedKeyUsage.every((usage) => serviceUsages.has(usage))
  );
}
