import { isSameBytes, ownBytes } from "../certificates/bytes.ts";
import { openCertificate } from "../certificates/parse-certificate.ts";
import {
  digestByOid,
  digestOfSignature,
  signatureOidFor,
  verifySignature,
  type DigestName,
} from "../certificates/signature-suites.ts";
import { CmsError } from "./cms-error.ts";
import { readSignedAttributes } from "./read-signed-attributes.ts";
import { readSignedData, type SignedDataParts } from "./read-signed-data.ts";

export interface VerifiedCms {
  readonly signerCertificateDer: Uint8Array;
  readonly otherCertificates: readonly Uint8Array[];
  /** The signer's own claim. */
  readonly signingTime: Date;
  readonly digestAlgorithm: DigestName;
}

/** Says who signed exactly these bytes; whether that certificate is to be trusted is another question. Throws CmsError. */
export async function verifyDetachedCms(
  cms: Uint8Array,
  content: Uint8Array,
): Promise<VerifiedCms> {
  const signedData = readOrRefuse(cms);
  const { signer } = signedData;
  const digestAlgorithm = digestByOid(signer.digestOid);
  const signatureOid =
    digestAlgorithm && signatureOidFor(signer.signatureOid, digestAlgorithm);
  if (
    !digestAlgorithm ||
    !signatureOid ||
    digestOfSignature(signatureOid) !== digestAlgorithm
  ) {
    throw new CmsError("cms-algorithm-unsupported");
  }
  if (!signedData.digestOids.includes(signer.digestOid))
    throw new CmsError("cms-malformed");
  const attributes = readSignedAttributes(signer.signedAttributes);
  const contentDigest = await crypto.subtle.digest(
    digestAlgorithm,
    ownBytes(content),
  );
  if (!isSameBytes(attributes.messageDigest, new Uint8Array(contentDigest))) {
    throw new CmsError("cms-digest-mismatch");
  }
  const { signerCertificateDer, otherCertificates } = pickSigner(signedData);
  const certificateHash = await crypto.subtle.digest(
    "SHA-256",
    ownBytes(signerCertificateDer),
  );
  if (
    !isSameBytes(attributes.certificateHash, new Uint8Array(certificateHash))
  ) {
    throw new CmsError("cms-certificate-mismatch");
  }
  const { subjectPublicKeyInfo } = openCertificate(signerCertificateDer);
  const isValid = await verifySignature(
    subjectPublicKeyInfo,
    signatureOid,
    signer.signature,
    signer.signedAttributes,
  );
  if (!isValid) throw new CmsError("cms-signature-invalid");
  return {
    signerCertificateDer,
    otherCertificates,
    signingTime: attributes.signingTime,
    digestAlgorithm,
  };
}

/** Whatever else a parser throws over a stranger's bytes is "malformed" too. */
function readOrRefuse(cms: Uint8Array): SignedDataParts {
  try {
    return readSignedData(cms);
  } catch (error) {
    if (error instanceof CmsError) throw error;
    throw new CmsError("cms-malformed", { cause: error });
  }
}

function pickSigner({ certificates, signer }: SignedDataParts) {
  const isSigner = (certificateDer: Uint8Array): boolean => {
    try {
      const { issuer, serialNumber } = openCertificate(certificateDer);
      return (
        isSameBytes(new Uint8Array(issuer.valueBeforeDecode), signer.issuer) &&
        isSameBytes(serialNumber.valueBeforeDecodeView, signer.serialNumber)
      );
    } catch {
      return false;
    }
  };
  const [signerCertificateDer, ...twins] = certificates.filter(isSigner);
  if (!signerCertificateDer || twins.length > 0)
    throw new CmsError("cms-signer-missing");
  return {
    signerCertificateDer,
    otherCertificates: certificates.filter(
      (each) => each !== signerCertificateDer,
    ),
  };
}
