import { Readable } from "node:stream";
import type { AuthInfo, Net } from "electron";
import type {
  AnswerProxy,
  ProxyCredentials,
} from "../application/host-ports.ts";

type LoginListener = (
  asks: AuthInfo,
  answer: (username?: string, password?: string) => void,
) => void;

/**
 * `fetch` over Electron's `net.request`. `net.fetch` would do but for one thing: it raises no `login` event, so a proxy that
 * wants Basic credentials could not be answered. Chromium's stack knows the system's proxy, PAC file, certificates, and
 * signs in to proxies by Negotiate and NTLM on its own. Nothing of a session is sent: no cookies, no cache.
 */
export function fetchOverNet(
  net: Pick<Net, "request">,
  answerProxy: AnswerProxy,
): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const body = request.body === null ? null : await request.arrayBuffer();
    return new Promise<Response>((resolve, reject) => {
      const asked = net.request({
        method: request.method,
        url: request.url,
        redirect: "manual",
        credentials: "omit",
        useSessionCookies: false,
        cache: "no-store",
        headers: Object.fromEntries(request.headers),
      });
      const abort = (): void => {
        asked.abort();
        reject(request.signal.reason as Error);
      };
      request.signal.addEventListener("abort", abort, { once: true });
      asked.on("login", answerLogin(answerProxy));
      asked.on("error", reject);
      // Not followed, and not an error either: what it means is judged where the answer is read.
      asked.on("redirect", (status, _method, _url, headers) => {
        resolve(new Response(null, { status, headers: flatten(headers) }));
        asked.abort();
      });
      asked.on("response", (answer) => {
        const { statusCode: status } = answer;
        const isEmpty = [101, 204, 205, 304].includes(status);
        const stream = Readable.toWeb(
          answer as unknown as Readable,
        ) as ReadableStream<Uint8Array>;
        resolve(
          new Response(isEmpty ? null : stream, {
            status,
            headers: flatten(answer.headers),
          }),
        );
      });
      if (request.signal.aborted) abort();
      else asked.end(body === null ? undefined : Buffer.from(body));
    });
  };
}

/** Servers are never signed in to this way: only a proxy is told a name and a password. */
export function answerLogin(answerProxy: AnswerProxy): LoginListener {
  let tried: ProxyCredentials | null = null;
  return ({ isProxy, host, port, realm }, answer) => {
    const given = isProxy
      ? answerProxy({ proxy: `${host}:${port}`, realm }, tried)
      : null;
    tried = given;
    if (given === null) answer();
    else answer(given.username, given.password);
  };
}

function flatten(
  headers: Record<string, string | string[]>,
): [string, string][] {
  return Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  );
}
