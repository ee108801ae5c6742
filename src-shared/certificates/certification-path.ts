import { isSameBytes } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import {
  hasCriticalUnknown,
  mayIssueCertificates,
  pathLengthLimit,
} from "./certification-rules.ts";
import { hasBegun } from "./clock-tolerance.ts";
import { isSameName } from "./distinguished-name.ts";
import { isWithinConstraintsOf } from "./name-constraints.ts";
import type { OpenTrust } from "./open-trust.ts";
import { isSignedBy } from "./signed-by.ts";

/** From the certificate in question to an anchor. */
export type CertificationPath = readonly [Certificate, ...Certificate[]];

type Authorities = Pick<OpenTrust, "anchors" | "intermediates">;

// Certificates may come from a stranger's message: bounds keep a crafted tangle from costing more than a real chain.
const longestPath = 8;
const mostSignatureChecks = 64;

interface Search {
  readonly authorities: Authorities;
  readonly at: Date;
  checksLeft: number;
}

/** Every path whose links hold (RFC 5280 section 6, but for revocation). */
export async function* pathsToAnchors(
  certificate: Certificate,
  authorities: Authorities,
  at: Date,
): AsyncGenerator<CertificationPath> {
  if (!isInForce(certificate, at) || hasCriticalUnknown(certificate)) return;
  const search = { authorities, at, checksLeft: mostSignatureChecks };
  yield* pathsAbove([certificate], search);
}

async function* pathsAbove(
  path: CertificationPath,
  search: Search,
): AsyncGenerator<CertificationPath> {
  if (path.length >= longestPath) return;
  const last = path.at(-1) ?? path[0];
  const { anchors, intermediates } = search.authorities;
  for (const issuer of [...anchors, ...intermediates]) {
    if (!isSameName(issuer.subject, last.issuer)) continue;
    if (path.some((earlier) => isSameBytes(earlier.tbs, issuer.tbs))) continue;
    if (!canStandAbove(issuer, path, search.at)) continue;
    if (search.checksLeft-- <= 0) return;
    if (!(await isSignedBy(last, issuer))) continue;
    const longer: CertificationPath = [...path, issuer];
    if (anchors.includes(issuer)) yield longer;
    else yield* pathsAbove(longer, search);
  }
}

function canStandAbove(
  issuer: Certificate,
  path: readonly Certificate[],
  at: Date,
): boolean {
  // Self-issued certificates (key rollover) neither count nor are their names judged; the end entity is never one of them.
  const intermediatesBelow = path
    .slice(1)
    .filter(({ subject, issuer: above }) => !isSameName(subject, above)).length;
  return (
    isInForce(issuer, at) &&
    !hasCriticalUnknown(issuer) &&
    mayIssueCertificates(issuer) &&
    path.every(
      (below, index) =>
        (index > 0 && isSameName(below.subject, below.issuer)) ||
        isWithinConstraintsOf(issuer, below),
    ) &&
    intermediatesBelow <= pathLengthLimit(issuer)
  );
}

function isInForce({ notBefore, notAfter }: Certificate, at: Date): boolean {
  return hasBegun(notBefore, at) && at <= notAfter;
}
