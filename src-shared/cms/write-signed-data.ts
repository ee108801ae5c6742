import { ownBytes } from "../certificates/bytes.ts";
import { contentForms, type ContentForm } from "./cms-oids.ts";
import {
  der,
  derOid,
  derSetOf,
  derSmallInteger,
  derTags,
} from "./der-writer.ts";

export interface AlgorithmName {
  readonly oid: string;
  /** RSA and some writers' digests carry NULL where others carry nothing. */
  readonly hasNull: boolean;
}

export interface SignerInfoParts {
  /** The whole Name and INTEGER, as they stand in the signer's certificate. */
  readonly issuer: Uint8Array;
  readonly serialNumber: Uint8Array;
  readonly digest: AlgorithmName;
  readonly signatureAlgorithm: AlgorithmName;
  /** The attributes as they are signed: a SET OF. */
  readonly signedAttributes: Uint8Array;
  readonly signature: Uint8Array;
}

export interface SignedDataParts {
  readonly form: ContentForm;
  readonly digests: readonly AlgorithmName[];
  readonly certificates: readonly Uint8Array[];
  readonly signer: SignerInfoParts;
}

/** The one DER spelling of these parts: a detached SignedData of version 1 in its ContentInfo (RFC 5652; GM/T 0010 has the same shape). */
export function writeSignedData({
  form,
  digests,
  certificates,
  signer,
}: SignedDataParts): Uint8Array {
  const signedData = der(
    derTags.sequence,
    derSmallInteger(1),
    derSetOf(digests.map(algorithmIdentifier)),
    der(derTags.sequence, derOid(contentForms[form].data)),
    der(derTags.explicit0, ...certificates),
    derSetOf([writeSigner(signer)]),
  );
  return der(
    derTags.sequence,
    derOid(contentForms[form].signedData),
    der(derTags.explicit0, signedData),
  );
}

function writeSigner(signer: SignerInfoParts): Uint8Array {
  const implicitAttributes = ownBytes(signer.signedAttributes);
  implicitAttributes[0] = derTags.explicit0;
  return der(
    derTags.sequence,
    derSmallInteger(1),
    der(derTags.sequence, signer.issuer, signer.serialNumber),
    algorithmIdentifier(signer.digest),
    implicitAttributes,
    algorithmIdentifier(signer.signatureAlgorithm),
    der(derTags.octetString, signer.signature),
  );
}

function algorithmIdentifier({ oid, hasNull }: AlgorithmName): Uint8Array {
  return der(
    derTags.sequence,
    derOid(oid),
    ...(hasNull ? [der(derTags.null)] : []),
  );
}
