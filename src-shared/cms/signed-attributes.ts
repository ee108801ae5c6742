import { digestOf } from "../certificates/digests.ts";
import { openCertificate } from "../certificates/open-certificate.ts";
import { cmsOids, contentForms, type ContentForm } from "./cms-oids.ts";
import { der, derOid, derSetOf, derTags, derTime } from "./der-writer.ts";
import type { SigningAlgorithm } from "./signing-algorithm.ts";
import { signingSuites } from "./signing-suites.ts";

export interface SignedAttributesInput {
  readonly content: Uint8Array;
  readonly certificateDer: Uint8Array;
  readonly signingTime: Date;
  readonly algorithm: SigningAlgorithm;
  /** Without it that of RFC 5652, which every reader knows. */
  readonly form?: ContentForm;
}

/** The DER SET OF that the key signs: content type, digest, time, and which certificate (RFC 5035, so that none can be swapped in). */
export async function buildSignedAttributes(
  input: SignedAttributesInput,
): Promise<Uint8Array> {
  const { digest } = signingSuites[input.algorithm];
  return derSetOf([
    attribute(
      cmsOids.contentType,
      derOid(contentForms[input.form ?? "rfc5652"].data),
    ),
    attribute(
      cmsOids.messageDigest,
      der(derTags.octetString, await digestOf(digest, input.content)),
    ),
    attribute(cmsOids.signingTime, derTime(input.signingTime)),
    attribute(
      cmsOids.signingCertificateV2,
      await signingCertificate(input.certificateDer),
    ),
  ]);
}

/** SigningCertificateV2 with one ESSCertIDv2; SHA-256 is its default and therefore not written. */
async function signingCertificate(
  certificateDer: Uint8Array,
): Promise<Uint8Array> {
  const { issuer, serialNumber } = openCertificate(certificateDer);
  const hash = await digestOf("SHA-256", certificateDer);
  const issuerName = der(derTags.explicit4, issuer.encoding);
  const issuerSerial = der(
    derTags.sequence,
    der(derTags.sequence, issuerName),
    serialNumber.encoding,
  );
  const certificateId = der(
    derTags.sequence,
    der(derTags.octetString, hash),
    issuerSerial,
  );
  return der(derTags.sequence, der(derTags.sequence, certificateId));
}

function attribute(oid: string, value: Uint8Array): Uint8Array {
  return der(derTags.sequence, derOid(oid), der(derTags.set, value));
}
