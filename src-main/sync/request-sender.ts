import axios, { type AxiosRequestConfig } from "axios";
import { checkCompanionOrigin } from "./check-companion-origin.ts";
import type { CompanionAnswer } from "./judge-answer.ts";
import { judgeNetworkError } from "./judge-network-error.ts";

export interface CompanionRequest {
  readonly method: "GET" | "HEAD" | "PUT" | "POST" | "PATCH" | "DELETE";
  /** Path and query at the companion's origin. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly timeLimitMs: number;
  readonly signal?: AbortSignal;
}

export interface RequestSender {
  readonly origin: string;
  /** Any complete answer, whatever its status. Throws CompanionRefusal or CallCancelled. */
  send(request: CompanionRequest): Promise<CompanionAnswer>;
  /** As `send`, for an answer too big to hold; its time limit counts until the last byte. */
  open(request: CompanionRequest): Promise<OpenedAnswer>;
  /** Cancels everything that is under way, and everything asked for later. */
  close(): void;
}

export interface OpenedAnswer extends Omit<CompanionAnswer, "text"> {
  readonly bytes: AsyncIterable<Uint8Array>;
}

const replyLimitBytes = 64 * 1024 * 1024;

/** The one way to the network, over the host's own fetch (system proxy and certificates in Electron). */
export function createRequestSender(
  configuredOrigin: string,
  hostFetch: typeof fetch,
): RequestSender {
  const closing = new AbortController();
  const http = axios.create({
    adapter: "fetch",
    env: { fetch: hostFetch },
    // A redirect would carry the token to wherever it points.
    fetchOptions: { redirect: "manual" },
    withCredentials: false,
    maxContentLength: replyLimitBytes,
    validateStatus: () => true,
    transformRequest: [(body: unknown) => body],
    transformResponse: [(body: unknown) => body],
  });

  const ask = async (
    request: CompanionRequest,
    responseType: "text" | "stream",
  ) => {
    const origin = checkCompanionOrigin(configuredOrigin);
    const url = new URL(request.path, origin);
    if (url.origin !== origin) throw new TypeError("leaves the companion");
    const signal =
      request.signal === undefined
        ? closing.signal
        : AbortSignal.any([closing.signal, request.signal]);
    const config: AxiosRequestConfig<unknown> = {
      method: request.method,
      url: url.href,
      // axios would call an empty body a form.
      headers: { "content-type": false, ...request.headers },
      data: request.body,
      responseType,
      timeout: request.timeLimitMs,
      signal,
    };
    try {
      const { data, status, headers } = await http.request<unknown>(config);
      const header = (name: string): string | null => {
        const value: unknown = headers[name];
        return typeof value === "string" ? value : null;
      };
      return { data, status, header, signal };
    } catch (error) {
      throw judgeNetworkError(error, signal);
    }
  };

  return {
    origin: configuredOrigin === "" ? "" : new URL(configuredOrigin).origin,
    send: async (request) => {
      const { data, status, header } = await ask(request, "text");
      return { status, header, text: typeof data === "string" ? data : "" };
    },
    open: async (request) => {
      const { data, status, header, signal } = await ask(request, "stream");
      const bytes = data as AsyncIterable<Uint8Array>;
      return { status, header, bytes: namingErrors(bytes, signal) };
    },
    close: () => {
      closing.abort();
    },
  };
}

async function* namingErrors(
  bytes: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (error) {
    throw judgeNetworkError(error, signal);
  }
}
