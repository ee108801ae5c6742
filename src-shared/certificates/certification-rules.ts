import type { Certificate } from "./certificate.ts";
import { membersOf, readDer, readTags } from "./der-reader.ts";
import { usccExtensionOids } from "./extract-uscc.ts";
import { readKeyUsage } from "./key-usage.ts";
import { nameConstraintsOid } from "./name-constraints.ts";

const basicConstraintsOid = "2.5.29.19";

// RFC 5280 section 4.2: a certificate with a critical extension that is not understood must be refused.
const understoodOids = new Set<string>([
  basicConstraintsOid,
  nameConstraintsOid,
  "2.5.29.14", // subjectKeyIdentifier
  "2.5.29.15", // keyUsage
  "2.5.29.17", // subjectAltName
  "2.5.29.31", // cRLDistributionPoints
  "2.5.29.32", // certificatePolicies: any policy is acceptable here
  "2.5.29.35", // authorityKeyIdentifier
  "2.5.29.37", // extKeyUsage: judged by certificate-usability for the signer; above it, it binds nobody
  ...usccExtensionOids,
]);

export function hasCriticalUnknown(certificate: Certificate): boolean {
  return certificate.extensions.some(
    ({ oid, isCritical }) => isCritical && !understoodOids.has(oid),
  );
}

export function mayIssueCertificates(certificate: Certificate): boolean {
  return (
    hasCertificateAuthorityMark(certificate) &&
    mayUseKeyFor(certificate, "keyCertSign")
  );
}

export function maySignCrls(certificate: Certificate): boolean {
  return mayUseKeyFor(certificate, "cRLSign");
}

/** How many intermediates may stand below; Infinity without a limit. */
export function pathLengthLimit(certificate: Certificate): number {
  return readBasicConstraints(certificate).pathLength;
}

function hasCertificateAuthorityMark(certificate: Certificate): boolean {
  return readBasicConstraints(certificate).isAuthority;
}

function mayUseKeyFor(
  certificate: Certificate,
  use: "keyCertSign" | "cRLSign",
): boolean {
  const keyUsage = readKeyUsage(certificate.extensions);
  return keyUsage === null || keyUsage.includes(use);
}

interface BasicConstraints {
  readonly isAuthority: boolean;
  readonly pathLength: number;
}

/** Missing or unreadable: no authority, and nothing may stand below. */
function readBasicConstraints({ extensions }: Certificate): BasicConstraints {
  const extension = extensions.find(({ oid }) => oid === basicConstraintsOid);
  const none = { isAuthority: false, pathLength: 0 };
  if (!extension) return none;
  try {
    const fields = membersOf(readDer(extension.content));
    const mark = fields.find(({ tag }) => tag === readTags.boolean);
    const limit = fields.find(({ tag }) => tag === readTags.integer);
    return {
      isAuthority: (mark?.content[0] ?? 0) !== 0,
      pathLength: limit ? smallNumber(limit.content) : Infinity,
    };
  } catch {
    return none;
  }
}

/** A limit beyond one byte limits nothing that this product would follow; a negative one allows nothing. */
function smallNumber(content: Uint8Array): number {
  const [first = 0x80] = content;
  if (first >= 0x80) return 0;
  return content.length === 1 ? first : Infinity;
}
