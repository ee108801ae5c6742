import { ProblemError } from "../../src-shared/problems/problem.ts";

/**
 * The origin all requests go to. Plain HTTP would show tokens and filings to the network, so it is allowed only where
 * there is none. Throws `sync-plain-http-refused`, and `sync-address-missing` for an empty text: nobody has set one yet.
 */
export function checkCompanionOrigin(configured: string): string {
  if (configured === "") throw new ProblemError("sync-address-missing");
  const { protocol, hostname, origin } = new URL(configured);
  if (protocol === "https:") return origin;
  if (protocol === "http:" && isLoopback(hostname)) return origin;
  throw new ProblemError("sync-plain-http-refused");
}

function isLoopback(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname === "[::1]" ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}
