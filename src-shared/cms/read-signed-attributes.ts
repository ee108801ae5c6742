import { ownBytes } from "../certificates/bytes.ts";
import {
  contentOf,
  membersOf,
  readDer,
  readOid,
  readTags,
  readTime,
  type DerValue,
} from "../certificates/der-reader.ts";
import { CmsError } from "./cms-error.ts";
import { cmsOids } from "./cms-oids.ts";

export interface SignedAttributes {
  /** As it was signed; it must be that of the content (RFC 5652 section 11.1). */
  readonly contentType: string;
  readonly messageDigest: Uint8Array;
  readonly signingTime: Date;
  readonly certificateHash: Uint8Array;
}

/** Each attribute once, with one value, and all four present. Throws CmsError, or RangeError for what is no DER. */
export function readSignedAttributes(
  signedAttributes: Uint8Array,
): SignedAttributes {
  const values = new Map<string, DerValue>();
  for (const attribute of membersOf(readDer(signedAttributes), readTags.set)) {
    const [type, set, ...rest] = membersOf(attribute);
    const [value, ...more] = membersOf(set, readTags.set);
    const oid = readOid(type);
    if (!value || more.length > 0 || rest.length > 0 || values.has(oid))
      throw missing();
    values.set(oid, value);
  }
  return {
    contentType: readOid(required(values, cmsOids.contentType)),
    messageDigest: ownBytes(
      contentOf(required(values, cmsOids.messageDigest), readTags.octetString),
    ),
    signingTime: readTime(required(values, cmsOids.signingTime)),
    certificateHash: certificateHashIn(
      required(values, cmsOids.signingCertificateV2),
    ),
  };
}

function required(
  values: ReadonlyMap<string, DerValue>,
  oid: string,
): DerValue {
  const value = values.get(oid);
  if (!value) throw missing();
  return value;
}

/** The first ESSCertIDv2 is the signer's (RFC 5035); one with another digest than SHA-256 names it first. */
function certificateHashIn(value: DerValue): Uint8Array {
  const [identifiers] = membersOf(value);
  const [first] = identifiers ? membersOf(identifiers) : [];
  const [hash] = first ? membersOf(first) : [];
  if (hash?.tag !== readTags.octetString)
    throw new CmsError("cms-algorithm-unsupported");
  return ownBytes(hash.content);
}

function missing(): CmsError {
  return new CmsError("cms-attributes-missing");
}
