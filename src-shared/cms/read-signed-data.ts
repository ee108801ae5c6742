import * as asn1js from "asn1js";
import { isSameBytes, ownBytes } from "../certificates/bytes.ts";
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
 * The parts of a detached SignedData with one signer. The parser forgives wrong lengths and tags, so the parts are
 * written again and must give the same bytes: a signature has no second spelling and no room for anything else
 * (enclosed CRLs, unsigned attributes). Throws CmsError.
 */
export function readSignedData(cms: Uint8Array): SignedDataParts {
  const [type, content] = members(parseWhole(cms));
  const [, digests, encapsulated, ...others] = members(members(content)[0]);
  if (members(encapsulated).length > 1) throw new CmsError("cms-not-detached");
  const signers = members(others.at(-1));
  if (signers.length !== 1) throw new CmsError("cms-signer-count");
  const parts = {
    form:
      oidOf(type) === contentForms.gmt0010.signedData ? "gmt0010" : "rfc5652",
    digests: members(digests).map(algorithmName),
    certificates: others.length > 1 ? members(others[0]).map(encodingOf) : [],
    signer: readSigner(signers[0]),
  } as const;
  if (!isSameBytes(writeSignedData(parts), cms)) malformed();
  return parts;
}

export function parseWhole(bytes: Uint8Array): asn1js.BaseBlock {
  const { result, offset } = asn1js.fromBER(ownBytes(bytes));
  if (offset !== bytes.length) malformed();
  return result;
}

export function members(
  block: asn1js.BaseBlock | undefined,
): asn1js.BaseBlock[] {
  if (!(block instanceof asn1js.Constructed)) malformed();
  return block.valueBlock.value;
}

export function oidOf(block: asn1js.BaseBlock | undefined): string {
  if (!(block instanceof asn1js.ObjectIdentifier)) malformed();
  return block.valueBlock.toString();
}

export function octetsOf(block: asn1js.BaseBlock | undefined): Uint8Array {
  if (!(block instanceof asn1js.OctetString) || block.idBlock.isConstructed)
    malformed();
  return ownBytes(block.valueBlock.valueHexView);
}

function readSigner(block: asn1js.BaseBlock | undefined): SignerInfoParts {
  const [, identifier, digest, attributes, signatureAlgorithm, signature] =
    members(block);
  const [issuer, serialNumber] = members(identifier);
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
    signature: octetsOf(signature),
  };
}

function algorithmName(block: asn1js.BaseBlock | undefined): AlgorithmName {
  const [oid, parameters] = members(block);
  return { oid: oidOf(oid), hasNull: parameters instanceof asn1js.Null };
}

function encodingOf(block: asn1js.BaseBlock | undefined): Uint8Array {
  if (!block) malformed();
  return ownBytes(block.valueBeforeDecodeView);
}

function malformed(): never {
  throw new CmsError("cms-malformed");
}
