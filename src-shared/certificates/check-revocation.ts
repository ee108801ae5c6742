import { toHex } from "./bytes.ts";
import type { Certificate, RevocationList } from "./certificate.ts";
import { maySignCrls } from "./certification-rules.ts";
import { hasBegun } from "./clock-tolerance.ts";
import { coversCertificate, readCrlScope } from "./crl-scope.ts";
import { isSameName } from "./distinguished-name.ts";
import { openOcspAnswer } from "./ocsp-answer.ts";
import { signerOfAnswer, statusInAnswer } from "./ocsp-status.ts";
import { isSignedBy } from "./signed-by.ts";

export type Revocation = "good" | "revoked" | "unknown";

/** Answers of an authority's responders about one certificate, unread and in any order; none where nobody answers. */
export type AskResponders = (
  certificate: Certificate,
  issuer: Certificate,
) => Promise<readonly Uint8Array[]>;

export const askNobody: AskResponders = () => Promise.resolve([]);

interface Sources {
  readonly crls: readonly RevocationList[];
  readonly at: Date;
  readonly ask: AskResponders;
}

/** For a path [end entity, …, anchor]; the anchor is trusted by decision, so nobody can speak about it. */
export async function checkRevocation(
  path: readonly Certificate[],
  sources: Sources,
): Promise<Revocation> {
  const found: Revocation[] = [];
  for (const [index, certificate] of path.slice(0, -1).entries()) {
    const issuer = path[index + 1];
    if (issuer)
      found.push(await revocationOf(certificate, issuer, sources, index > 0));
  }
  if (found.includes("revoked")) return "revoked";
  return found.includes("unknown") ? "unknown" : "good";
}

/** Responders are asked only where the lists say nothing. */
async function revocationOf(
  certificate: Certificate,
  issuer: Certificate,
  sources: Sources,
  isAuthority: boolean,
): Promise<Revocation> {
  const { crls, at } = sources;
  const listed = await listedAs(certificate, issuer, crls, at, isAuthority);
  return listed === "unknown"
    ? answeredAs(certificate, issuer, sources)
    : listed;
}

async function answeredAs(
  certificate: Certificate,
  issuer: Certificate,
  { crls, at, ask }: Sources,
): Promise<Revocation> {
  let verdict: Revocation = "unknown";
  for (const bytes of await ask(certificate, issuer)) {
    const answer = openOcspAnswer(bytes);
    const signer = answer && (await signerOfAnswer(answer, issuer, at));
    if (!answer || !signer) continue;
    // Nobody is asked about who answers; a list can still have taken the office away.
    if (
      signer !== issuer &&
      (await listedAs(signer, issuer, crls, at, false)) === "revoked"
    )
      continue;
    const status = await statusInAnswer(answer, certificate, issuer, at);
    if (status === "revoked") return "revoked";
    if (status === "good") verdict = "good";
  }
  return verdict;
}

async function listedAs(
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
  return nextUpdate !== null && hasBegun(thisUpdate, at) && at <= nextUpdate;
}

function isListed(
  { serialNumber }: Certificate,
  { entries }: RevocationList,
  at: Date,
): boolean {
  return (entries.get(toHex(serialNumber.content)) ?? []).some(
    ({ revocationDate, isRemoval }) =>
      hasBegun(revocationDate, at) && !isRemoval,
  );
}

async function isSignedCrl(
  crl: RevocationList,
  issuer: Certificate,
): Promise<boolean> {
  return maySignCrls(issuer) && (await isSignedBy(crl, issuer));
}
