import * as asn1js from "asn1js";
import { BasicConstraints, type Certificate } from "pkijs";
import { ownBytes } from "./bytes.ts";
import { usccExtensionOids } from "./extract-uscc.ts";
import { readKeyUsage } from "./key-usage.ts";
import { readExtensions } from "./parse-certificate.ts";

const basicConstraintsOid = "2.5.29.19";

// RFC 5280 section 4.2: a certificate with a critical extension that is not understood must be refused.
const understoodOids = new Set<string>([
  basicConstraintsOid,
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
  return readExtensions(certificate).some(
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
  const length = readBasicConstraints(certificate)?.pathLenConstraint;
  if (length === undefined) return Infinity;
  return typeof length === "number" ? length : Infinity;
}

function hasCertificateAuthorityMark(certificate: Certificate): boolean {
  return readBasicConstraints(certificate)?.cA === true;
}

function mayUseKeyFor(
  certificate: Certificate,
  use: "keyCertSign" | "cRLSign",
): boolean {
  const keyUsage = readKeyUsage(readExtensions(certificate));
  return keyUsage === null || keyUsage.includes(use);
}

function readBasicConstraints(
  certificate: Certificate,
): BasicConstraints | null {
  const extension = readExtensions(certificate).find(
    ({ oid }) => oid === basicConstraintsOid,
  );
  if (!extension) return null;
  const { result, offset } = asn1js.fromBER(ownBytes(extension.content));
  if (offset !== extension.content.length) return null;
  try {
    return new BasicConstraints({ schema: result });
  } catch {
    return null;
  }
}
