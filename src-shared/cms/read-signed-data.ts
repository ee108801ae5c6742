import * as asn1js from "asn1js";
import { ownBytes } from "../certificates/bytes.ts";
import { contentBytes } from "../certificates/decode-asn1-text.ts";
import { CmsError } from "./cms-error.ts";
import { cmsOids } from "./cms-oids.ts";

export interface SignerInfoParts {
  /** Exact bytes of the IssuerAndSerialNumber's two members. */
  readonly issuer: Uint8Array;
  readonly serialNumber: Uint8Array;
  readonly digestOid: string;
  readonly signatureOid: string;
  /** The attributes as they were signed: tagged as SET OF. */
  readonly signedAttributes: Uint8Array;
  readonly signature: Uint8Array;
}

export interface SignedDataParts {
  readonly digestOids: readonly string[];
  readonly certificates: readonly Uint8Array[];
  readonly signer: SignerInfoParts;
}

const setTag = 0x31;

/** RFC 5652, read by hand because every byte of certificates and attributes counts. Throws CmsError. */
export function readSignedData(cms: Uint8Array): SignedDataParts {
  const [type, content, ...rest] = members(parseWhole(cms));
  if (
    !type ||
    !content ||
    rest.length > 0 ||
    oidOf(type) !== cmsOids.signedData
  )
    malformed();
  const signedData = only(members(contextTagged(content, 0)));
  const [version, digests, encapsulated, ...others] = members(signedData);
  if (!(version instanceof asn1js.Integer) || !digests || !encapsulated)
    malformed();
  const signers = others.pop();
  if (!(signers instanceof asn1js.Set)) malformed();
  refuseContent(encapsulated);
  const signerInfos = members(signers);
  if (signerInfos.length !== 1) throw new CmsError("cms-signer-count");
  return {
    digestOids: members(digests).map(algorithmOid),
    certificates: certificatesIn(others),
    signer: readSigner(only(signerInfos)),
  };
}

export function members(block: asn1js.BaseBlock): asn1js.BaseBlock[] {
  if (!(block instanceof asn1js.Constructed)) malformed();
  return block.valueBlock.value;
}

export function parseWhole(bytes: Uint8Array): asn1js.BaseBlock {
  const { result, offset } = asn1js.fromBER(ownBytes(bytes));
  if (offset !== bytes.length) malformed();
  return result;
}

export function oidOf(block: asn1js.BaseBlock | undefined): string {
  if (!(block instanceof asn1js.ObjectIdentifier)) malformed();
  return block.valueBlock.toString();
}

export function octetsOf(block: asn1js.BaseBlock | undefined): Uint8Array {
  if (!(block instanceof asn1js.OctetString) || block.idBlock.isConstructed)
    malformed();
  return block.valueBlock.valueHexView;
}

export function malformed(): never {
  throw new CmsError("cms-malformed");
}

function refuseContent(encapsulated: asn1js.BaseBlock): void {
  const [type, content] = members(encapsulated);
  if (oidOf(type) !== cmsOids.data) malformed();
  if (content) throw new CmsError("cms-not-detached");
}

/** [0] certificates; [1] CRLs are skipped, as revocation is judged by lists of our own. */
function certificatesIn(blocks: readonly asn1js.BaseBlock[]): Uint8Array[] {
  const certificates = blocks.find((block) => isContextTagged(block, 0));
  if (!certificates) return [];
  return members(certificates).map(({ valueBeforeDecodeView }) =>
    ownBytes(valueBeforeDecodeView),
  );
}

function readSigner(block: asn1js.BaseBlock): SignerInfoParts {
  const [
    version,
    identifier,
    digest,
    attributes,
    signatureAlgorithm,
    signature,
  ] = members(block);
  if (
    !(version instanceof asn1js.Integer) ||
    !(identifier instanceof asn1js.Sequence)
  )
    malformed();
  if (!digest || !attributes || !signatureAlgorithm) malformed();
  if (!isContextTagged(attributes, 0))
    throw new CmsError("cms-attributes-missing");
  const [issuer, serialNumber] = members(identifier);
  if (!issuer || !serialNumber) malformed();
  const signedAttributes = ownBytes(attributes.valueBeforeDecodeView);
  signedAttributes[0] = setTag;
  return {
    issuer: ownBytes(issuer.valueBeforeDecodeView),
    serialNumber: ownBytes(serialNumber.valueBeforeDecodeView),
    digestOid: algorithmOid(digest),
    signatureOid: algorithmOid(signatureAlgorithm),
    signedAttributes,
    signature: ownBytes(octetsOf(signature)),
  };
}

function algorithmOid(block: asn1js.BaseBlock): string {
  return oidOf(members(block)[0]);
}

function contextTagged(
  block: asn1js.BaseBlock,
  tagNumber: number,
): asn1js.BaseBlock {
  if (!isContextTagged(block, tagNumber)) malformed();
  return block;
}

function isContextTagged(block: asn1js.BaseBlock, tagNumber: number): boolean {
  return (
    block.idBlock.tagClass === 3 &&
    block.idBlock.tagNumber === tagNumber &&
    !block.lenBlock.isIndefiniteForm &&
    contentBytes(block).length > 0
  );
}

function only(blocks: readonly asn1js.BaseBlock[]): asn1js.BaseBlock {
  const [first, ...rest] = blocks;
  if (!first || rest.length > 0) malformed();
  return first;
}
