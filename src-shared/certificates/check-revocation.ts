import type { Certificate } from "./certificate.ts";
import type { CertificationPath } from "./certification-path.ts";
import { openOcspAnswer } from "./ocsp-answer.ts";
import { signerOfAnswer, statusInAnswer } from "./ocsp-status.ts";
import type { OpenTrust } from "./open-trust.ts";
import {
  linksOf,
  listedAs,
  type PathLink,
  type Revocation,
} from "./revocation-lists.ts";

/** Answers of an authority's responders about one certificate, unread and in any order; none where nobody answers. */
export type AskResponders = (
  certificate: Certificate,
  issuer: Certificate,
) => Promise<readonly Uint8Array[]>;

export const askNobody: AskResponders = () => Promise.resolve([]);

interface Sources {
  readonly trust: OpenTrust;
  readonly at: Date;
  readonly ask: AskResponders;
}

/** The anchor is trusted by decision, so nobody can speak about it. */
export async function checkRevocation(
  path: CertificationPath,
  sources: Sources,
): Promise<Revocation> {
  const found: Revocation[] = [];
  for (const link of linksOf(path))
    found.push(await revocationOf(link, sources));
  if (found.includes("revoked")) return "revoked";
  return found.includes("unknown") ? "unknown" : "good";
}

/** Responders are asked only where the lists say nothing. */
async function revocationOf(
  link: PathLink,
  sources: Sources,
): Promise<Revocation> {
  const listed = await listedAs(link, sources.trust, sources.at);
  return listed === "unknown" ? answeredAs(link, sources) : listed;
}

async function answeredAs(
  link: PathLink,
  { trust, at, ask }: Sources,
): Promise<Revocation> {
  const { certificate, issuer } = link;
  let verdict: Revocation = "unknown";
  for (const bytes of await ask(certificate, issuer)) {
    const answer = openOcspAnswer(bytes);
    const signer = answer && (await signerOfAnswer(answer, issuer, at));
    if (!answer || !signer) continue;
    // Nobody is asked about who answers; a list can still have taken the office away.
    const office = { ...link, certificate: signer, isAuthority: false };
    if (signer !== issuer && (await listedAs(office, trust, at)) === "revoked")
      continue;
    const status = await statusInAnswer(answer, certificate, issuer, at);
    if (status === "revoked") return "revoked";
    if (status === "good") verdict = "good";
  }
  return verdict;
}
