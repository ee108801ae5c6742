import { CallCancelled, CompanionRefusal } from "./companion-refusal.ts";

/** Node's, OpenSSL's and Chromium's (`net::ERR_…`) words for "this is not the server it should be". */
const tlsMarks =
  /ERR_TLS|ERR_SSL|ERR_CERT|^CERT_|UNABLE_TO_(VERIFY|GET)|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|^EPROTO$/;
/** Node's and Chromium's words for a proxy that wants a name and a password (407). */
const proxyMarks = /proxy authentication|ERR_PROXY_AUTH|ERR_TUNNEL/i;
/** An answer that is not HTTP, or a redirect refused by the host's fetch. */
const strangerMarks = /^HPE_|redirect/i;

/** Names what went wrong where no complete answer came. */
export function judgeNetworkError(error: unknown, signal: AbortSignal): Error {
  if (signal.aborted) return new CallCancelled({ cause: error });
  const marks = marksOf(error);
  if (marks.some((mark) => tlsMarks.test(mark)))
    return new CompanionRefusal("sync-tls-refused", { cause: error });
  if (marks.some((mark) => proxyMarks.test(mark)))
    return new CompanionRefusal("sync-proxy-sign-in", { cause: error });
  if (marks.some((mark) => strangerMarks.test(mark)))
    return new CompanionRefusal("sync-not-the-companion", { cause: error });
  if (marks.includes("ERR_BAD_RESPONSE"))
    return new CompanionRefusal("sync-reply-unreadable", { cause: error });
  return new CompanionRefusal("sync-offline", { cause: error });
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
