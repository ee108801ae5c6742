import { toHex } from "./bytes.ts";
import {
  displayName,
  firstValue,
  nameOids,
  readName,
  type NameAttribute,
} from "./distinguished-name.ts";
import { extractUscc, hasOldCode, type FoundUscc } from "./extract-uscc.ts";
import { readExtendedKeyUsage } from "./extended-key-usage.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { readKeyUsage, type KeyUsageName } from "./key-usage.ts";
import { openCertificate } from "./open-certificate.ts";
import {
  publicKeyAlgorithm,
  type PublicKeyAlgorithm,
} from "./public-key-algorithm.ts";
import { isSupportedSignature } from "./signature-suites.ts";

export interface ParsedCertificate {
  readonly der: Uint8Array;
  readonly sha256: string;
  readonly subject: string;
  readonly holderName: string;
  readonly enterpriseName: string;
  readonly issuerName: string;
  /** The whole name, as `subject` is. */
  readonly issuer: string;
  /** Lower-case hex, as in the DER. */
  readonly serialNumber: string;
  /** ISO 8601 in UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** Null: the extension is missing, so the key may be used for anything. */
  readonly keyUsage: readonly KeyUsageName[] | null;
  /** Object identifiers; null: the extension is missing, any purpose. */
  readonly extendedKeyUsage: readonly string[] | null;
  readonly algorithm: PublicKeyAlgorithm;
  /** False also for a signature of the issuer that this product does not verify (SHA-1, for one). */
  readonly isSignatureSupported: boolean;
  readonly uscc: FoundUscc | null;
  readonly hasOldCode: boolean;
}

/** Throws `certificate-malformed`. */
export async function parseCertificate(
  der: Uint8Array,
): Promise<ParsedCertificate> {
  const certificate = openCertificate(der);
  const { extensions } = certificate;
  const subject = readName(certificate.subject);
  const issuer = readName(certificate.issuer);
  return {
    der: certificate.der,
    sha256: await fingerprintOf(certificate),
    subject: displayName(subject),
    ...peopleIn(subject, issuer),
    issuer: displayName(issuer),
    issuerName: firstValue(issuer, nameOids.commonName) ?? displayName(issuer),
    serialNumber: toHex(certificate.serialNumber.content),
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    keyUsage: readKeyUsage(extensions),
    extendedKeyUsage: readExtendedKeyUsage(extensions),
    algorithm: publicKeyAlgorithm(certificate.publicKey),
    isSignatureSupported: isSupportedSignature(certificate.signatureOid),
    uscc: extractUscc(subject, extensions),
    hasOldCode: hasOldCode(subject, extensions),
  };
}

/** In CFCA's names (`051@name@code@1`) O is the authority's own, and the name in CN is the enterprise's. */
function peopleIn(
  subject: readonly NameAttribute[],
  issuer: readonly NameAttribute[],
): { holderName: string; enterpriseName: string } {
  const commonName = firstValue(subject, nameOids.commonName) ?? "";
  const nameInParts = commonName.split("@")[1];
  const holderName = nameInParts ?? commonName;
  const organization = firstValue(subject, nameOids.organization);
  const isAuthoritys =
    organization === firstValue(issuer, nameOids.organization);
  const enterpriseName =
    nameInParts ?? (organization && !isAuthoritys ? organization : holderName);
  return { holderName, enterpriseName };
}
