import type { ProblemCode } from "../../src-shared/problems/problem.ts";
import { CallCancelled, CompanionRefusal } from "./companion-refusal.ts";

// Node's, OpenSSL's, undici's and Chromium's (`net::ERR_…`) words, in the order in which they decide.
const judgements: readonly (readonly [RegExp, ProblemCode])[] = [
  // A proxy that wants a name and a password, and has not got the right ones.
  [
    /ERR_PROXY_AUTH|ERR_TUNNEL.*407|Proxy response \(407\)/,
    "sync-proxy-sign-in",
  ],
  [
    /ERR_PROXY_|ERR_TUNNEL_CONNECTION_FAILED|ERR_PAC_|ERR_MANDATORY_PROXY|ERR_SOCKS_|Proxy response \(\d+\)/,
    "sync-proxy-unreachable",
  ],
  [
    /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|ERR_CERT_DATE_INVALID/,
    "sync-tls-clock",
  ],
  [
    /UNABLE_TO_(VERIFY|GET)|SELF_SIGNED|DEPTH_ZERO|ERR_CERT_AUTHORITY_INVALID|CERT_UNTRUSTED/,
    "sync-tls-unknown-issuer",
  ],
  // Any other way of not being the server it should be.
  [
    /ERR_TLS|ERR_SSL|ERR_CERT|^CERT_|HOSTNAME_MISMATCH|^EPROTO$/,
    "sync-tls-refused",
  ],
  // An answer that is not HTTP, or a redirect refused by the host's fetch.
  [/^HPE_|redirect|ERR_INVALID_HTTP_RESPONSE/i, "sync-not-the-companion"],
  [/^ERR_BAD_RESPONSE$/, "sync-reply-unreadable"],
];

/** Why the API was not reached, for the sentence; it changes nothing about what is done. */
const causes: readonly (readonly [RegExp, string])[] = [
  [/ENOTFOUND|EAI_AGAIN|ERR_NAME_NOT_RESOLVED/, "name-unknown"],
  [/ECONNREFUSED|ERR_CONNECTION_REFUSED/, "refused"],
  [
    /ETIMEDOUT|ECONNABORTED|UND_ERR_\w*TIMEOUT|ERR_(CONNECTION_)?TIMED_OUT/,
    "time-limit",
  ],
];

/** Names what went wrong where no complete answer came. */
export function judgeNetworkError(error: unknown, signal: AbortSignal): Error {
  if (signal.aborted) return new CallCancelled({ cause: error });
  const marks = marksOf(error);
  const first = <Verdict>(
    table: readonly (readonly [RegExp, Verdict])[],
  ): Verdict | undefined =>
    table.find(([words]) => marks.some((mark) => words.test(mark)))?.[1];
  const code = first(judgements);
  if (code !== undefined) return new CompanionRefusal(code, { cause: error });
  const cause = first(causes);
  return new CompanionRefusal("sync-offline", {
    ...(cause === undefined ? {} : { facts: { cause } }),
    cause: error,
  });
}

/** Codes and messages along the chain of causes; fetch hides the interesting one at its end. */
function marksOf(error: unknown): string[] {
  const marks: string[] = [];
  let current: unknown = error;
  for (let depth = 0; depth < 6 && current instanceof Error; depth += 1) {
    if ("code" in current && typeof current.code === "string")
      marks.push(current.code);
    marks.push(current.message);
    current = current.cause;
  }
  return marks;
}
