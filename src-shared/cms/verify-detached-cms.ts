import { isSameBytes, toHex } from "../certificates/bytes.ts";
import type { Certificate } from "../certificates/certificate.ts";
import { fingerprintOf } from "../certificates/fingerprint.ts";
import { openCertificate } from "../certificates/open-certificate.ts";
import {
  digestByOid,
  digestOf,
  type DigestName,
} from "../certificates/digests.ts";
import { publicKeyAlgorithm } from "../certificates/public-key-algorithm.ts";
import {
  digestOfSignature,
  signatureOidFor,
  verifySignature,
} from "../certificates/signature-suites.ts";
import { contentForms } from "./cms-oids.ts";
import { CmsError } from "./cms-error.ts";
import {
  readSignedAttributes,
  type SignedAttributes,
} from "./read-signed-attributes.ts";
import { readSignedData } from "./read-signed-data.ts";
import type { SignedDataParts } from "./write-signed-data.ts";

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
  const { signedData, attributes } = readOrRefuse(cms);
  const { digestAlgorithm, signatureOid } = pickSuite(signedData);
  const digest = await digestOf(digestAlgorithm, content);
  if (!isSameBytes(attributes.messageDigest, digest))
    throw new CmsError("cms-digest-mismatch");
  const { signerCertificateDer, signer, otherCertificates } =
    pickSigner(signedData);
  if ((await fingerprintOf(signer)) !== toHex(attributes.certificateHash))
    throw new CmsError("cms-certificate-mismatch");
  // Nothing could be verified with it, which is no word about the signature.
  if (publicKeyAlgorithm(signer.publicKey).kind === "unsupported")
    throw new CmsError("cms-algorithm-unsupported");
  const isValid = await verifySignature(
    signer.publicKey,
    signatureOid,
    signedData.signer.signature,
    signedData.signer.signedAttributes,
  );
  if (!isValid) throw new CmsError("cms-signature-invalid");
  const { signingTime } = attributes;
  return {
    signerCertificateDer,
    otherCertificates,
    signingTime,
    digestAlgorithm,
  };
}

/** Whatever else a parser throws over a stranger's bytes is "malformed" too. */
function readOrRefuse(cms: Uint8Array): {
  signedData: SignedDataParts;
  attributes: SignedAttributes;
} {
  try {
    const signedData = readSignedData(cms);
    const attributes = readSignedAttributes(signedData.signer.signedAttributes);
    if (attributes.contentType !== contentForms[signedData.form].data)
      throw new CmsError("cms-attributes-missing");
    return { signedData, attributes };
  } catch (error) {
    if (error instanceof CmsError) throw error;
    throw new CmsError("cms-malformed", { cause: error });
  }
}

function pickSuite({ form, digests, signer }: SignedDataParts) {
  const digestAlgorithm = digestByOid(signer.digest.oid);
  if (!digestAlgorithm) throw new CmsError("cms-algorithm-unsupported");
  if (!digests.some(({ oid }) => oid === signer.digest.oid))
    throw new CmsError("cms-malformed");
  const signatureOid = signatureOidFor(
    signer.signatureAlgorithm.oid,
    digestAlgorithm,
  );
  // The Chinese content types belong to the Chinese suite; nobody writes them around another.
  if (form === "gmt0010" && digestAlgorithm !== "SM3")
    throw new CmsError("cms-algorithm-unsupported");
  // One digest for both steps: a weaker one in either would decide the strength of the whole.
  if (digestOfSignature(signatureOid) !== digestAlgorithm) {
    throw new CmsError("cms-algorithm-unsupported");
  }
  return { digestAlgorithm, signatureOid };
}

function pickSigner({ certificates, signer }: SignedDataParts) {
  const matching = certificates.flatMap((der) => {
    const certificate = openOrSkip(der);
    const isSigner =
      certificate !== null &&
      isSameBytes(certificate.issuer.encoding, signer.issuer) &&
      isSameBytes(certificate.serialNumber.encoding, signer.serialNumber);
    return isSigner ? [{ der, certificate }] : [];
  });
  const [found, ...twins] = matching;
  if (!found || twins.length > 0) throw new CmsError("cms-signer-missing");
  return {
    signerCertificateDer: found.der,
    signer: found.certificate,
    otherCertificates: certificates.filter((each) => each !== found.der),
  };
}

function openOrSkip(der: Uint8Array): Certificate | null {
  try {
    return openCertificate(der);
  } catch {
    return null;
  }
}
