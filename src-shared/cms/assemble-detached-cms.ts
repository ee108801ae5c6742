import { openCertificate } from "../certificates/parse-certificate.ts";
import { derEcdsaSignature } from "../certificates/signature-suites.ts";
import { compareEncodings } from "./der-writer.ts";
import { signingSuites, type SigningAlgorithm } from "./signing-algorithm.ts";
import { writeSignedData } from "./write-signed-data.ts";

export interface DetachedCmsParts {
  readonly certificateDer: Uint8Array;
  /** Intermediates for the reader's convenience; they prove nothing. */
  readonly otherCertificates: readonly Uint8Array[];
  readonly signedAttributes: Uint8Array;
  /** As the key returns it: for ECDSA raw r‖s. */
  readonly signature: Uint8Array;
  readonly algorithm: SigningAlgorithm;
}

/** DER ContentInfo with a SignedData whose content is kept elsewhere. */
export function assembleDetachedCms(parts: DetachedCmsParts): Uint8Array {
  const { issuer, serialNumber } = openCertificate(parts.certificateDer);
  const { digestOid, signatureOid } = signingSuites[parts.algorithm];
  const isRsa = parts.algorithm === "rsa-sha256";
  const digest = { oid: digestOid, hasNull: false };
  return writeSignedData({
    digests: [digest],
    certificates: [parts.certificateDer, ...parts.otherCertificates].sort(
      compareEncodings,
    ),
    signer: {
      issuer: new Uint8Array(issuer.valueBeforeDecode),
      serialNumber: serialNumber.valueBeforeDecodeView,
      digest,
      signatureAlgorithm: { oid: signatureOid, hasNull: isRsa },
      signedAttributes: parts.signedAttributes,
      signature: isRsa ? parts.signature : derEcdsaSignature(parts.signature),
    },
  });
}
