import {
  ProblemError,
  type ProblemCode,
} from "../../src-shared/problems/problem.ts";

/** Nobody who may judge a sign-in has answered: neither yes nor no, so this machine may vouch for a while. */
const unreachableCodes: ReadonlySet<ProblemCode> = new Set([
  "sync-offline",
  "sync-address-missing",
  "sync-not-the-companion",
  "sync-tls-refused",
  "sync-tls-unknown-issuer",
  "sync-tls-clock",
  "sync-proxy-sign-in",
  "sync-proxy-unreachable",
  "sync-plain-http-refused",
  "sync-reply-unreadable",
  "rate-limited",
  "unexpected-error",
]);

export function isUnreachable(error: unknown): boolean {
  return (
    error instanceof ProblemError && unreachableCodes.has(error.problem.code)
  );
}
