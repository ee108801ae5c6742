import { openCertificate } from "../certificates/open-certificate.ts";
import { derEcSignature } from "../certificates/ec-signature-encoding.ts";
import type { ContentForm } from "./cms-oids.ts";
import { compareEncodings } from "./der-writer.ts";
import type { SigningAlgorithm } from "./signing-algorithm.ts";
import { signingSuites } from "./signing-suites.ts";
import { writeSignedData } from "./write-signed-data.ts";

export interface DetachedCmsParts {
  readonly certificateDer: Uint8Array;
  /** Intermediates for the reader's convenience; they prove nothing. */
  readonly otherCertificates: readonly Uint8Array[];
  readonly signedAttributes: Uint8Array;
  /** As the key returns it: for ECDSA and SM2 raw r‖s. */
  readonly signature: Uint8Array;
  readonly algorithm: SigningAlgorithm;
  /** As in the signed attributes. */
  readonly form?: ContentForm;
}

/** DER ContentInfo with a SignedData whose content is kept elsewhere. */
export function assembleDetachedCms(parts: DetachedCmsParts): Uint8Array {
  const { issuer, serialNumber } = openCertificate(parts.certificateDer);
  const { digestOid, signatureOid } = signingSuites[parts.algorithm];
  const form = parts.form ?? "rfc5652";
  const isRsa = parts.algorithm === "rsa-sha256";
  const digest = { oid: digestOid, hasNull: false };
  return writeSignedData({
    form,
    digests: [digest],
    certificates: [parts.certificateDer, ...parts.otherCertificates].sort(
      compareEncodings,
    ),
    signer: {
      issuer: issuer.encoding,
      serialNumber: serialNumber.encoding,
      digest,
      signatureAlgorithm: { oid: signatureOid, hasNull: isRsa },
      signedAttributes: parts.signedAttributes,
      signature: isRsa ? parts.signature : derEcSignature(parts.signature),
    },
  });
}
