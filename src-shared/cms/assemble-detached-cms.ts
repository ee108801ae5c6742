import * as asn1js from "asn1js";
import { ownBytes } from "../certificates/bytes.ts";
import { contentBytes } from "../certificates/decode-asn1-text.ts";
import { openCertificate } from "../certificates/parse-certificate.ts";
import { derEcdsaSignature } from "../certificates/signature-suites.ts";
import { cmsOids } from "./cms-oids.ts";
import {
  compareEncodings,
  der,
  derOid,
  derSetOf,
  derSmallInteger,
  derTags,
} from "./der-writer.ts";
import { signingSuites, type SigningAlgorithm } from "./signing-algorithm.ts";

export interface DetachedCmsParts {
  readonly certificateDer: Uint8Array;
  /** Intermediates for the reader's convenience; they prove nothing. */
  readonly otherCertificates: readonly Uint8Array[];
  readonly signedAttributes: Uint8Array;
  /** As the key returns it: for ECDSA raw r‖s. */
  readonly signature: Uint8Array;
  readonly algorithm: SigningAlgorithm;
}

/** DER ContentInfo with a SignedData whose content is kept elsewhere (RFC 5652). */
export function assembleDetachedCms(parts: DetachedCmsParts): Uint8Array {
  const digestAlgorithm = algorithmIdentifier(
    signingSuites[parts.algorithm].digestOid,
  );
  const certificates = [parts.certificateDer, ...parts.otherCertificates].sort(
    compareEncodings,
  );
  const signedData = der(
    derTags.sequence,
    derSmallInteger(1),
    derSetOf([digestAlgorithm]),
    der(derTags.sequence, derOid(cmsOids.data)),
    der(derTags.explicit0, ...certificates),
    derSetOf([signerInfo(parts, digestAlgorithm)]),
  );
  return der(
    derTags.sequence,
    derOid(cmsOids.signedData),
    der(derTags.explicit0, signedData),
  );
}

function signerInfo(
  parts: DetachedCmsParts,
  digestAlgorithm: Uint8Array,
): Uint8Array {
  const { issuer, serialNumber } = openCertificate(parts.certificateDer);
  const isRsa = parts.algorithm === "rsa-sha256";
  const attributes = asn1js.fromBER(ownBytes(parts.signedAttributes)).result;
  return der(
    derTags.sequence,
    derSmallInteger(1),
    der(
      derTags.sequence,
      new Uint8Array(issuer.valueBeforeDecode),
      serialNumber.valueBeforeDecodeView,
    ),
    digestAlgorithm,
    der(derTags.explicit0, contentBytes(attributes)),
    algorithmIdentifier(
      signingSuites[parts.algorithm].signatureOid,
      ...(isRsa ? [der(derTags.null)] : []),
    ),
    der(
      derTags.octetString,
      isRsa ? parts.signature : derEcdsaSignature(parts.signature),
    ),
  );
}

function algorithmIdentifier(
  oid: string,
  ...parameters: readonly Uint8Array[]
): Uint8Array {
  return der(derTags.sequence, derOid(oid), ...parameters);
}
