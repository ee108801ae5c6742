import * as asn1js from "asn1js";
import { ownBytes } from "../certificates/bytes.ts";
import { CmsError } from "./cms-error.ts";
import { cmsOids } from "./cms-oids.ts";
import { members, octetsOf, oidOf, parseWhole } from "./read-signed-data.ts";

export interface SignedAttributes {
  /** As it was signed; it must be that of the content (RFC 5652 section 11.1). */
  readonly contentType: string;
  readonly messageDigest: Uint8Array;
  readonly signingTime: Date;
  readonly certificateHash: Uint8Array;
}

/** Each attribute once, with one value, and all four present. Throws CmsError. */
export function readSignedAttributes(
  signedAttributes: Uint8Array,
): SignedAttributes {
  const values = new Map<string, asn1js.BaseBlock>();
  for (const attribute of members(parseWhole(signedAttributes))) {
    const [type, set, ...rest] = members(attribute);
    const [value, ...more] = set ? members(set) : [];
    const oid = oidOf(type);
    if (!value || more.length > 0 || rest.length > 0 || values.has(oid))
      throw missing();
    values.set(oid, value);
  }
  return {
    contentType: oidOf(required(values, cmsOids.contentType)),
    messageDigest: ownBytes(octetsOf(required(values, cmsOids.messageDigest))),
    signingTime: timeOf(required(values, cmsOids.signingTime)),
    certificateHash: certificateHashIn(
      required(values, cmsOids.signingCertificateV2),
    ),
  };
}

function required(
  values: ReadonlyMap<string, asn1js.BaseBlock>,
  oid: string,
): asn1js.BaseBlock {
  const value = values.get(oid);
  if (!value) throw missing();
  return value;
}

function timeOf(block: asn1js.BaseBlock): Date {
  const isTime =
    block instanceof asn1js.UTCTime || block instanceof asn1js.GeneralizedTime;
  const time = isTime ? block.toDate() : new Date(NaN);
  if (Number.isNaN(time.getTime())) throw missing();
  return time;
}

/** The first ESSCertIDv2 is the signer's (RFC 5035); one with another digest than SHA-256 names it first. */
function certificateHashIn(block: asn1js.BaseBlock): Uint8Array {
  const [identifiers] = members(block);
  const [first] = identifiers ? members(identifiers) : [];
  const [hash] = first ? members(first) : [];
  if (!(hash instanceof asn1js.OctetString))
    throw new CmsError("cms-algorithm-unsupported");
  return ownBytes(octetsOf(hash));
}

function missing(): CmsError {
  return new CmsError("cms-attributes-missing");
}
