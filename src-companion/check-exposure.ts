import { isIP } from "node:net";

export interface Exposure {
  readonly host: string;
  /** Public origin, where one is configured. */
  readonly origin: string | null;
  readonly hasTls: boolean;
  readonly trustedProxy: string | null;
}

export type ExposureProblem =
  | "plain-http-beyond-loopback"
  | "origin-needed"
  | "origin-malformed"
  | "proxy-address-malformed";

/** Passwords, tokens and filings never cross a network in clear: null = may start. */
export function checkExposure({
  host,
  origin,
  hasTls,
  trustedProxy,
}: Exposure): ExposureProblem | null {
  if (trustedProxy !== null && isIP(trustedProxy) === 0)
    return "proxy-address-malformed";
  if (!hasTls && trustedProxy === null && !isLoopback(host))
    return "plain-http-beyond-loopback";
  // What clients sign names the origin, so it must be the one they know, not "0.0.0.0" or the side behind a proxy.
  if (origin === null)
    return trustedProxy !== null || isAnyAddress(host) ? "origin-needed" : null;
  return URL.canParse(origin) && new URL(origin).origin === origin
    ? null
    : "origin-malformed";
}

export function isLoopback(host: string): boolean {
  return (
    host === "localhost" ||
    host === "::1" ||
    // As a URL writes it.
    host === "[::1]" ||
    /^127\.\d+\.\d+\.\d+$/.test(host)
  );
}

function isAnyAddress(host: string): boolean {
  return host === "0.0.0.0" || host === "::" || host === "";
}
