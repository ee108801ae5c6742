import { isSameBytes } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import {
  hasCriticalUnknown,
  mayIssueCertificates,
  pathLengthLimit,
} from "./certification-rules.ts";
import {
  askNobody,
  checkRevocation,
  type AskResponders,
} from "./check-revocation.ts";
import { hasBegun } from "./clock-tolerance.ts";
import { isSameName } from "./distinguished-name.ts";
import { isWithinConstraintsOf } from "./name-constraints.ts";
import { openTrust, type OpenTrust } from "./open-trust.ts";
import { openCertificate } from "./open-certificate.ts";
import { isSignedBy } from "./signed-by.ts";
import type { TrustMaterial } from "./trust-material.ts";

export type PathVerdict =
  | { readonly kind: "valid"; readonly revocation: "good" | "unknown" }
  | { readonly kind: "revoked" }
  | { readonly kind: "untrusted" };

// Certificates may come from a stranger's message: bounds keep a crafted tangle from costing more than a real chain.
const longestPath = 8;
const mostSignatureChecks = 64;

interface Search {
  readonly trust: OpenTrust;
  readonly at: Date;
  checksLeft: number;
}

/**
 * RFC 5280 section 6 from an end-entity certificate to an anchor. Refused besides what that section refuses: critical policy
 * constraints (no CA in question uses them) and signatures outside the allow-list. Throws `certificate-malformed`.
 */
export async function validatePath(
  certificateDer: Uint8Array,
  trust: TrustMaterial,
  at: Date,
  ask: AskResponders = askNobody,
): Promise<PathVerdict> {
  const certificate = openCertificate(certificateDer);
  const search: Search = {
    trust: openTrust(trust),
    at,
    checksLeft: mostSignatureChecks,
  };
  if (!isInForce(certificate, at) || hasCriticalUnknown(certificate))
    return { kind: "untrusted" };
  let best: PathVerdict = { kind: "untrusted" };
  for await (const path of pathsToAnchors([certificate], search)) {
    const revocation = await checkRevocation(path, {
      crls: search.trust.crls,
      at,
      ask,
    });
    // One authority's word "revoked" is enough, whatever another path would say.
    if (revocation === "revoked") return { kind: "revoked" };
    if (best.kind !== "valid" || revocation === "good")
      best = { kind: "valid", revocation };
  }
  return best;
}

/** Every path [end entity, …, anchor] whose links hold. */
async function* pathsToAnchors(
  path: readonly [Certificate, ...Certificate[]],
  search: Search,
): AsyncGenerator<[Certificate, ...Certificate[]]> {
  if (path.length >= longestPath) return;
  const last = path.at(-1) ?? path[0];
  const { anchors, intermediates } = search.trust;
  for (const issuer of [...anchors, ...intermediates]) {
    if (!isSameName(issuer.subject, last.issuer)) continue;
    if (path.some((earlier) => isSameBytes(earlier.tbs, issuer.tbs))) continue;
    if (!canStandAbove(issuer, path, search.at)) continue;
    if (search.checksLeft-- <= 0) return;
    if (!(await isSignedBy(last, issuer))) continue;
    const longer: [Certificate, ...Certificate[]] = [...path, issuer];
    if (anchors.includes(issuer)) yield longer;
    else yield* pathsToAnchors(longer, search);
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
