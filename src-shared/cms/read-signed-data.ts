import { isSameBytes, ownBytes } from "../certificates/bytes.ts";
import {
  contentOf,
  membersOf,
  readDer,
  readOid,
  readTags,
  type DerValue,
} from "../certificates/der-reader.ts";
import { CmsError } from "./cms-error.ts";
import { contentForms } from "./cms-oids.ts";
import { derTags } from "./der-writer.ts";
import {
  writeSignedData,
  type AlgorithmName,
  type SignedDataParts,
  type SignerInfoParts,
} from "./write-signed-data.ts";

/**
 * The parts of a detached SignedData with one signer. The reader forgives long lengths and does not look at every tag,
 * so the parts are written again and must give the same bytes: a signature has no second spelling and no room for
 * anything else (enclosed CRLs, unsigned attributes). Throws CmsError, or RangeError for what is no DER.
 */
export function readSignedData(cms: Uint8Array): SignedDataParts {
  const [type, content] = membersOf(readDer(cms));
  const [, digests, encapsulated, ...others] = membersOf(
    membersOf(content, derTags.explicit0)[0],
  );
  if (membersOf(encapsulated).length > 1)
    throw new CmsError("cms-not-detached");
  const signers = membersOf(others.at(-1), derTags.set);
  if (signers.length !== 1) throw new CmsError("cms-signer-count");
  const parts = {
    form:
      readOid(type) === contentForms.gmt0010.signedData ? "gmt0010" : "rfc5652",
    digests: membersOf(digests, derTags.set).map(algorithmName),
    certificates:
      others.length > 1
        ? membersOf(others[0], derTags.explicit0).map(encodingOf)
        : [],
    signer: readSigner(signers[0]),
  } as const;
  if (!isSameBytes(writeSignedData(parts), cms))
    throw new CmsError("cms-malformed");
  return parts;
}

function readSigner(value: DerValue | undefined): SignerInfoParts {
  const [, identifier, digest, attributes, signatureAlgorithm, signature] =
    membersOf(value);
  const [issuer, serialNumber] = membersOf(identifier);
  const signedAttributes = encodingOf(attributes);
  if (signedAttributes[0] !== derTags.explicit0)
    throw new CmsError("cms-attributes-missing");
  signedAttributes[0] = derTags.set;
  return {
    issuer: encodingOf(issuer),
    serialNumber: encodingOf(serialNumber),
    digest: algorithmName(digest),
    signatureAlgorithm: algorithmName(signatureAlgorithm),
    signedAttributes,
    signature: ownBytes(contentOf(signature, readTags.octetString)),
  };
}

function algorithmName(value: DerValue | undefined): AlgorithmName {
  const [oid, parameters] = membersOf(value);
  return { oid: readOid(oid), hasNull: parameters?.tag === readTags.null };
}

function encodingOf(value: DerValue | undefined): Uint8Array {
  if (!value) throw new RangeError("a field is missing");
  return ownBytes(value.encoding);
}
