import { toHex } from "./bytes.ts";
import type {
  Certificate,
  CertificateExtension,
  RevocationList,
} from "./certificate.ts";
import { membersOf, readDer, type DerValue } from "./der-reader.ts";

/** Which certificates a list speaks about with authority (RFC 5280 section 5.2.5). */
export interface CrlScope {
  readonly isComplete: boolean;
  readonly forUsersOnly: boolean;
  readonly forAuthoritiesOnly: boolean;
  /** Null: the list is not partitioned. */
  readonly addresses: readonly string[] | null;
}

const issuingDistributionPointOid = "2.5.29.28";
const deltaCrlOid = "2.5.29.27";
const authorityKeyOid = "2.5.29.35";
const distributionPointsOid = "2.5.29.31";
const understoodOids = new Set([
  issuingDistributionPointOid,
  deltaCrlOid,
  authorityKeyOid,
  "2.5.29.20", // cRLNumber
]);
// Context tags, whose numbers are the same in primitive and constructed form.
const contextTag = 0x80;
const contextNumber = 0x9f;
const distributionPointTag = 0xa0;
const fullNameTag = 0xa0;
const addressTag = 0x86;

/** Null for a list that must not be used at all: indirect, or with a critical extension that is not understood. */
export function readCrlScope(crl: RevocationList): CrlScope | null {
  if (
    crl.extensions.some(
      ({ isCritical, oid }) => isCritical && !understoodOids.has(oid),
    )
  )
    return null;
  try {
    const point = issuingPointOf(crl);
    return readScope(
      point ? membersOf(readDer(point)) : [],
      deltaSince(crl) !== null,
    );
  } catch {
    return null;
  }
}

/** IssuingDistributionPoint; what is not there has its default. */
function readScope(
  fields: readonly DerValue[],
  isDelta: boolean,
): CrlScope | null {
  const field = (number: number): DerValue | undefined =>
    fields.find(({ tag }) => (tag & contextNumber) === (contextTag | number));
  const isMarked = (number: number): boolean =>
    (field(number)?.content[0] ?? 0) !== 0;
  if (isMarked(4) || isMarked(5)) return null;
  const point = field(0);
  return {
    isComplete: !isDelta && field(3) === undefined,
    forUsersOnly: isMarked(1),
    forAuthoritiesOnly: isMarked(2),
    addresses: point === undefined ? null : addressesIn(point),
  };
}

/** Of a delta the number of the complete list since which it holds the changes; null for a complete list. */
export function deltaSince({ extensions }: RevocationList): bigint | null {
  const extension = findExtension(extensions, deltaCrlOid);
  if (!extension) return null;
  // Behind tag and length: CRL numbers have at most 20 bytes.
  return BigInt(`0x0${toHex(extension.subarray(2))}`);
}

/** The bytes that lists of one scope have alike. */
export function issuingPointOf({
  extensions,
}: RevocationList): Uint8Array | undefined {
  return findExtension(extensions, issuingDistributionPointOid);
}

/** By which the authority names the key that signed a list; null where it names none (RFC 5280 section 5.2.1). */
export function keyIdentifierOf({
  extensions,
}: RevocationList): Uint8Array | null {
  const extension = findExtension(extensions, authorityKeyOid);
  try {
    const fields = extension ? membersOf(readDer(extension)) : [];
    return fields.find(({ tag }) => tag === contextTag)?.content ?? null;
  } catch {
    return null;
  }
}

export function coversCertificate(
  scope: CrlScope,
  certificate: Certificate,
  isAuthority: boolean,
): boolean {
  if (!scope.isComplete) return false;
  if (isAuthority ? scope.forUsersOnly : scope.forAuthoritiesOnly) return false;
  if (scope.addresses === null) return true;
  const wanted = distributionAddresses(certificate);
  return scope.addresses.some((address) => wanted.includes(address));
}

function distributionAddresses({ extensions }: Certificate): string[] {
  const extension = findExtension(extensions, distributionPointsOid);
  if (!extension) return [];
  try {
    return membersOf(readDer(extension)).flatMap((point) =>
      membersOf(point)
        .filter(({ tag }) => tag === distributionPointTag)
        .flatMap(addressesIn),
    );
  } catch {
    return [];
  }
}

/** The addresses of a DistributionPointName that gives full names. */
function addressesIn(point: DerValue): string[] {
  const [names] = membersOf(point, point.tag);
  if (names?.tag !== fullNameTag) return [];
  return membersOf(names, fullNameTag)
    .filter(({ tag }) => tag === addressTag)
    .map(({ content }) => new TextDecoder().decode(content));
}

function findExtension(
  extensions: readonly CertificateExtension[],
  wanted: string,
): Uint8Array | undefined {
  return extensions.find(({ oid }) => oid === wanted)?.content;
}
