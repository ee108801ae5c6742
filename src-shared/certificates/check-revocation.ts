import { toHex } from "./bytes.ts";
import type { Certificate, RevocationList } from "./certificate.ts";
import { maySignCrls } from "./certification-rules.ts";
import { coversCertificate, readCrlScope } from "./crl-scope.ts";
import { isSameName } from "./distinguished-name.ts";
import { isSignedBy } from "./signed-by.ts";

export type Revocation = "good" | "revoked" | "unknown";

/** For a path [end entity, …, anchor]; the anchor is trusted by decision, so no list can speak about it. */
export async function checkRevocation(
  path: readonly Certificate[],
  crls: readonly RevocationList[],
  at: Date,
): Promise<Revocation> {
  const found: Revocation[] = [];
  for (const [index, certificate] of path.slice(0, -1).entries()) {
    const issuer = path[index + 1];
    if (issuer)
      found.push(await revocationOf(certificate, issuer, crls, at, index > 0));
  }
  if (found.includes("revoked")) return "revoked";
  return found.includes("unknown") ? "unknown" : "good";
}

async function revocationOf(
  certificate: Certificate,
  issuer: Certificate,
  crls: readonly RevocationList[],
  at: Date,
  isAuthority: boolean,
): Promise<Revocation> {
  let verdict: Revocation = "unknown";
  for (const crl of crls) {
    if (!isSameName(crl.issuer, certificate.issuer)) continue;
    const scope = readCrlScope(crl);
    if (scope === null || !(await isSignedCrl(crl, issuer))) continue;
    // An outdated list cannot prove that nothing happened since, but what it lists stays revoked.
    if (isListed(certificate, crl, at)) return "revoked";
    if (
      isCurrent(crl, at) &&
      coversCertificate(scope, certificate, isAuthority)
    )
      verdict = "good";
  }
  return verdict;
}

function isCurrent(
  { thisUpdate, nextUpdate }: RevocationList,
  at: Date,
): boolean {
  return nextUpdate !== null && thisUpdate <= at && at <= nextUpdate;
}

function isListed(
  { serialNumber }: Certificate,
  { entries }: RevocationList,
  at: Date,
): boolean {
  return (entries.get(toHex(serialNumber.content)) ?? []).some(
    ({ revocationDate, isRemoval }) => revocationDate <= at && !isRemoval,
  );
}

async function isSignedCrl(
  crl: RevocationList,
  issuer: Certificate,
): Promise<boolean> {
  return maySignCrls(issuer) && (await isSignedBy(crl, issuer));
}
