import { judgeCertificate } from "../../src-shared/certificates/certificate-usability.ts";
import type { ParsedCertificate } from "../../src-shared/certificates/parse-certificate.ts";
import type { TrustMaterial } from "../../src-shared/certificates/trust-material.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";

/** `reading`: expired, so the API will not take it, but what is on this machine is still this enterprise's. */
export type Opening = "ordinary" | "reading";

/** Throws the reason why this certificate opens nothing, before a PIN try is spent on it. */
export async function judgeForOpening(
  certificate: ParsedCertificate,
  trust: TrustMaterial,
  now: Date,
): Promise<Opening> {
  const usability = await judgeCertificate(certificate, trust, now);
  if (usability.kind === "usable") return "ordinary";
  if (usability.reason !== "certificate-expired")
    throw new ProblemError(usability.reason);
  // Expired is told first, so the rest has to be judged as of its last moment: else a self-made expired certificate
  // with somebody's code would open that enterprise's drafts.
  const lastMoment = new Date(Date.parse(certificate.notAfter));
  const before = await judgeCertificate(certificate, trust, lastMoment);
  if (before.kind === "unusable") throw new ProblemError(before.reason);
  return "reading";
}
