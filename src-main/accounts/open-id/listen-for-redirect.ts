import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { redirectPage, redirectPageHeaders } from "./redirect-page.ts";

export interface RedirectListener {
  /** Loopback, on a port the system chose (RFC 8252 section 7.3). */
  readonly redirectUri: string;
  /** Resolves with the query of the one redirect that carries this state; rejects with the signal's reason. */
  waitFor(state: string, signal: AbortSignal): Promise<string>;
  close(): void;
}

const path = "/callback";

/** Listens for the browser's way back. What carries another state, or asks for anything else, gets nothing and changes nothing. */
export async function listenForRedirect(): Promise<RedirectListener> {
  let accept: ((query: string) => boolean) | null = null;
  const server = createServer((request, response) => {
    const query = queryOf(request, hostOf(server.address()));
    if (query === null || accept === null || !accept(query)) {
      response.writeHead(404, { connection: "close" }).end();
      return;
    }
    response.writeHead(200, redirectPageHeaders).end(redirectPage);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    redirectUri: `http://${hostOf(server.address())}${path}`,
    waitFor: (state, signal) =>
      new Promise((resolve, reject) => {
        const stop = (): void => {
          accept = null;
          reject(signal.reason as Error);
        };
        if (signal.aborted) {
          stop();
          return;
        }
        signal.addEventListener("abort", stop, { once: true });
        accept = (query) => {
          if (new URLSearchParams(query).get("state") !== state) return false;
          accept = null;
          signal.removeEventListener("abort", stop);
          resolve(query);
          return true;
        };
      }),
    close: () => {
      server.close();
      // The answer to the one redirect may still be on its way; only what idles is cut.
      server.closeIdleConnections();
    },
  };
}

/** Null: not the redirect. The host is checked against names that somebody lets point here (DNS rebinding). */
function queryOf(request: IncomingMessage, host: string): string | null {
  if (request.method !== "GET" || request.headers.host !== host) return null;
  const url = new URL(request.url ?? "", `http://${host}`);
  return url.pathname === path ? url.search.slice(1) : null;
}

function hostOf(address: string | AddressInfo | null): string {
  return `127.0.0.1:${(address as AddressInfo | null)?.port ?? 0}`;
}
