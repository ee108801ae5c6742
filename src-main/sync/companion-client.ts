import {
  calledEndpoints,
  type CallCompanion,
  type CallOptions,
  type EndpointReply,
} from "../../src-shared/companion-api/companion-call.ts";
import { byOwnClock } from "./by-own-clock.ts";
import { judgeAnswer, refuseUnlessSuccess } from "./judge-answer.ts";
import { CompanionRefusal } from "./companion-refusal.ts";
import { createRequestSender, type RequestSender } from "./request-sender.ts";

export interface CompanionClient {
  readonly sender: RequestSender;
  /** Throws CompanionRefusal or CallCancelled, nothing else that the network or the API can cause. */
  readonly call: CallCompanion;
  /** The bytes of a file the API holds; their digest is for the caller to check. */
  readFile(sha256: string, options: CallOptions): AsyncIterable<Uint8Array>;
  close(): void;
}

const ordinaryTimeLimitMs = 20_000;
const fileTimeLimitMs = 10 * 60_000;

export function createCompanionClient(
  companionOrigin: string,
  hostFetch: typeof fetch,
  now: () => Date = () => new Date(),
): CompanionClient {
  const sender = createRequestSender(companionOrigin, hostFetch);
  return {
    sender,
    call: async (name, input, options = {}) => {
      const { method, reply } = calledEndpoints[name];
      const { params, query, body } = input as {
        params?: Record<string, string>;
        query?: Record<string, unknown>;
        body?: unknown;
      };
      const answer = await sender.send({
        method,
        path: pathOf(calledEndpoints[name].path, params, query),
        headers: {
          accept: "application/json",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...bearer(options.token),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        timeLimitMs: options.timeLimitMs ?? ordinaryTimeLimitMs,
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      });
      return byOwnClock(
        judgeAnswer(answer, reply) as EndpointReply<typeof name>,
        answer.header("date"),
        now(),
      );
    },
    readFile: (sha256, options) => readFile(sender, sha256, options),
    close: () => {
      sender.close();
    },
  };
}

export function bearer(token: string | null | undefined): {
  authorization?: string;
} {
  return token === null || token === undefined
    ? {}
    : { authorization: `Bearer ${token}` };
}

function pathOf(
  template: string,
  params: Record<string, string> = {},
  query: Record<string, unknown> = {},
): string {
  const path = template.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ""),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    search.set(name, String(value));
  return search.size === 0 ? path : `${path}?${search.toString()}`;
}

async function* readFile(
  sender: RequestSender,
  sha256: string,
  options: CallOptions,
): AsyncGenerator<Uint8Array> {
  const answer = await sender.open({
    method: "GET",
    path: pathOf(calledEndpoints.file.path, { sha256 }),
    headers: bearer(options.token),
    timeLimitMs: options.timeLimitMs ?? fileTimeLimitMs,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const { status, header } = answer;
  if (status !== 200)
    refuseUnlessSuccess({ status, header, text: await readText(answer.bytes) });
  if (!/^application\/octet-stream\b/i.test(header("content-type") ?? ""))
    throw new CompanionRefusal("sync-not-the-companion", { status });
  yield* answer.bytes;
}

async function readText(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
