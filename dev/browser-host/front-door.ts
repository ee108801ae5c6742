import { randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

export interface Admission {
  readonly cookie: string;
  readonly location: string;
}

export interface FrontDoor {
  readonly origin: string;
  readonly entryUrl: string;
  /** False for another site's page that got here by a name of its own (DNS rebinding). */
  isAddressedToUs(request: IncomingMessage): boolean;
  /** An address that opens this page of ours once, for a browser that this host starts itself. */
  passTo(path: string): string;
  /** Cookie and page for a request that carries the key of this run or a pass; otherwise null. */
  exchangeKey(request: IncomingMessage): Admission | null;
  hasCookie(request: IncomingMessage): boolean;
  /** Browsers name the origin of every WebSocket and every POST; other sites cannot forge it. */
  isOwnOrigin(request: IncomingMessage): boolean;
}

/**
 * Any page in the clerk's browser can reach 127.0.0.1. The key in the printed address is made at each start; it is
 * exchanged for a cookie that scripts cannot read, so that it leaves the address bar and a reload still works.
 */
export function createFrontDoor(port: number): FrontDoor {
  const host = `127.0.0.1:${port}`;
  const origin = `http://${host}`;
  const key = randomBytes(24).toString("base64url");
  const ticket = randomBytes(24).toString("base64url");
  // Cookies do not tell ports apart: two hosts side by side need two names.
  const cookieName = `browser-host-${port}`;
  const cookie = `${cookieName}=${ticket}; Path=/; HttpOnly; SameSite=Strict`;
  const passes = new Map<string, string>();
  return {
    origin,
    entryUrl: `${origin}/open/${key}`,
    isAddressedToUs: (request) => request.headers.host === host,
    passTo: (path) => {
      const pass = `/pass/${randomBytes(32).toString("base64url")}`;
      passes.set(pass, `/${path}`);
      return `${origin}${pass}`;
    },
    exchangeKey: ({ url = "" }) => {
      if (isSame(url, `/open/${key}`)) return { cookie, location: "/" };
      const location = passes.get(url);
      passes.delete(url);
      return location === undefined ? null : { cookie, location };
    },
    hasCookie: (request) =>
      (request.headers.cookie ?? "")
        .split("; ")
        .some((pair) => isSame(pair, `${cookieName}=${ticket}`)),
    isOwnOrigin: (request) => request.headers.origin === origin,
  };
}

function isSame(given: string, expected: string): boolean {
  const one = Buffer.from(given);
  const other = Buffer.from(expected);
  return one.length === other.length && timingSafeEqual(one, other);
}
