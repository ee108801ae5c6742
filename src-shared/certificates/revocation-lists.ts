import { isSameBytes, toHex } from "./bytes.ts";
import type { Certificate, RevocationList } from "./certificate.ts";
import {
  pathsToAnchors,
  type CertificationPath,
} from "./certification-path.ts";
import { maySignCrls } from "./certification-rules.ts";
import { hasBegun } from "./clock-tolerance.ts";
import { coversCertificate, readCrlScope, type CrlScope } from "./crl-scope.ts";
import { continues, replaces, type SignedList } from "./crl-succession.ts";
import { isSameName } from "./distinguished-name.ts";
import type { OpenTrust } from "./open-trust.ts";
import { isSignedBy } from "./signed-by.ts";

export type Revocation = "good" | "revoked" | "unknown";

/** A certificate in a path, with what stands above it there. */
export interface PathLink {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly anchor: Certificate;
  readonly isAuthority: boolean;
}

/** Every link of a path, from the end entity upwards. */
export function linksOf(path: CertificationPath): PathLink[] {
  const anchor = path.at(-1) ?? path[0];
  return path.slice(1).map((issuer, index) => ({
    certificate: path[index] ?? path[0],
    issuer,
    anchor,
    isAuthority: index > 0,
  }));
}

interface HeardList extends SignedList {
  readonly scope: CrlScope;
  readonly isByIssuer: boolean;
}

/** What the configured lists say of it (RFC 5280 section 6.3.3). */
export async function listedAs(
  link: PathLink,
  trust: OpenTrust,
  at: Date,
): Promise<Revocation> {
  const lists = await listsOf(link, trust.crls, async (crl) =>
    (await hasSigned(link.issuer, crl))
      ? link.issuer
      : otherSigner(crl, link, trust, at),
  );
  return judge(link, lists, at);
}

async function listsOf(
  { certificate, issuer }: PathLink,
  crls: readonly RevocationList[],
  findSigner: (crl: RevocationList) => Promise<Certificate | null>,
): Promise<HeardList[]> {
  const lists: HeardList[] = [];
  for (const crl of crls) {
    if (!isSameName(crl.issuer, certificate.issuer)) continue;
    const scope = readCrlScope(crl);
    const signer = scope && (await findSigner(crl));
    if (!scope || !signer) continue;
    const key = signer.publicKey.encoding;
    const isByIssuer = isSameBytes(key, issuer.publicKey.encoding);
    lists.push({ crl, scope, key, isByIssuer });
  }
  return lists;
}

function judge(
  { certificate, isAuthority }: PathLink,
  lists: readonly HeardList[],
  at: Date,
): Revocation {
  const current = lists.filter(({ crl }) => isCurrent(crl, at));
  const standing = lists.filter(
    (list) => !current.some((newer) => replaces(newer, list)),
  );
  // An outdated list cannot prove that nothing happened since, but what it lists stays revoked.
  if (standing.some((list) => isListed(certificate, list, current, at)))
    return "revoked";
  const clearing = standing.filter(({ scope }) =>
    coversCertificate(scope, certificate, isAuthority),
  );
  // Some authorities sign a list with each of their keys, of what that key has issued: a key that signs lists speaks for its own.
  const own = clearing.filter(({ isByIssuer }) => isByIssuer);
  return (own.length > 0 ? own : clearing).some(({ crl }) => isCurrent(crl, at))
    ? "good"
    : "unknown";
}

function isListed(
  { serialNumber }: Certificate,
  list: HeardList,
  current: readonly HeardList[],
  at: Date,
): boolean {
  const entriesOf = ({ crl }: HeardList) =>
    crl.entries.get(toHex(serialNumber.content)) ?? [];
  const isLifted = () =>
    current.some(
      (newer) =>
        continues(newer, list) &&
        entriesOf(newer).some(({ kind }) => kind === "lifted"),
    );
  return entriesOf(list).some(
    ({ revocationDate, kind }) =>
      hasBegun(revocationDate, at) &&
      (kind === "final" || (kind === "hold" && !isLifted())),
  );
}

function isCurrent(
  { thisUpdate, nextUpdate }: RevocationList,
  at: Date,
): boolean {
  return nextUpdate !== null && hasBegun(thisUpdate, at) && at <= nextUpdate;
}

/** An authority that has renewed its key may sign all its lists with the new one. */
async function otherSigner(
  crl: RevocationList,
  { issuer, anchor }: PathLink,
  trust: OpenTrust,
  at: Date,
): Promise<Certificate | null> {
  for (const authority of [...trust.anchors, ...trust.intermediates])
    if (
      authority !== issuer &&
      isSameName(authority.subject, crl.issuer) &&
      (await hasSigned(authority, crl)) &&
      (await leadsTo(anchor, authority, trust, at))
    )
      return authority;
  return null;
}

async function leadsTo(
  anchor: Certificate,
  authority: Certificate,
  trust: OpenTrust,
  at: Date,
): Promise<boolean> {
  if (authority === anchor) return true;
  const authorities = { ...trust, anchors: [anchor] };
  for await (const path of pathsToAnchors(authority, authorities, at))
    if (!(await isTakenBack(path, trust.crls, at))) return true;
  return false;
}

/** Only lists of each issuer's own key are heard here: two keys could otherwise vouch for each other. */
async function isTakenBack(
  path: CertificationPath,
  crls: readonly RevocationList[],
  at: Date,
): Promise<boolean> {
  for (const link of linksOf(path)) {
    const lists = await listsOf(link, crls, async (crl) =>
      (await hasSigned(link.issuer, crl)) ? link.issuer : null,
    );
    if (judge(link, lists, at) === "revoked") return true;
  }
  return false;
}

async function hasSigned(
  authority: Certificate,
  crl: RevocationList,
): Promise<boolean> {
  return maySignCrls(authority) && (await isSignedBy(crl, authority));
}
