import * as asn1js from "asn1js";
import { Certificate } from "pkijs";
import { ProblemError } from "../problems/problem.ts";
import { isSameBytes, ownBytes, sha256Hex, toHex } from "./bytes.ts";
import {
  displayName,
  firstValue,
  nameOids,
  readName,
  type NameAttribute,
} from "./distinguished-name.ts";
import {
  extractUscc,
  hasOldCode,
  type CertificateExtension,
  type FoundUscc,
} from "./extract-uscc.ts";
import { readExtendedKeyUsage } from "./extended-key-usage.ts";
import { readKeyUsage, type KeyUsageName } from "./key-usage.ts";
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
  const extensions = readExtensions(certificate);
  const subject = readName(certificate.subject);
  const issuer = readName(certificate.issuer);
  return {
    der: ownBytes(der),
    sha256: await sha256Hex(der),
    subject: displayName(subject),
    ...peopleIn(subject, issuer),
    issuer: displayName(issuer),
    issuerName: firstValue(issuer, nameOids.commonName) ?? displayName(issuer),
    serialNumber: toHex(certificate.serialNumber.valueBlock.valueHexView),
    notBefore: certificate.notBefore.value.toISOString(),
    notAfter: certificate.notAfter.value.toISOString(),
    keyUsage: readKeyUsage(extensions),
    extendedKeyUsage: readExtendedKeyUsage(extensions),
    algorithm: publicKeyAlgorithm(certificate.subjectPublicKeyInfo),
    isSignatureSupported: isSupportedSignature(
      certificate.signatureAlgorithm.algorithmId,
    ),
    uscc: extractUscc(subject, extensions),
    hasOldCode: hasOldCode(subject, extensions),
  };
}

/** The structure for checks. Throws `certificate-malformed`, also for trailing bytes and doubled extensions. */
export function openCertificate(der: Uint8Array): Certificate {
  try {
    const { result, offset } = asn1js.fromBER(ownBytes(der));
    if (offset !== der.length) throw new Error("not one DER value");
    const certificate = new Certificate({ schema: result });
    const oids = (certificate.extensions ?? []).map(({ extnID }) => extnID);
    if (new Set(oids).size !== oids.length)
      throw new Error("an extension stands there twice");
    const { signature, signatureAlgorithm } = certificate;
    // RFC 5280 section 4.1.1.2: otherwise the unsigned outer name could choose how the signature is read.
    if (!isSameAlgorithm(signature, signatureAlgorithm))
      throw new Error("two signature algorithms");
    return certificate;
  } catch (error) {
    throw new ProblemError("certificate-malformed", undefined, {
      cause: error,
    });
  }
}

export function readExtensions(
  certificate: Certificate,
): CertificateExtension[] {
  return (certificate.extensions ?? []).map(
    ({ extnID, critical, extnValue }) => ({
      oid: extnID,
      isCritical: critical,
      content: extnValue.valueBlock.valueHexView,
    }),
  );
}

function isSameAlgorithm(
  left: Certificate["signature"],
  right: Certificate["signature"],
): boolean {
  return isSameBytes(
    new Uint8Array(left.toSchema().toBER()),
    new Uint8Array(right.toSchema().toBER()),
  );
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
