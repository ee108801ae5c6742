import {
  Agent,
  createServer,
  request as ask,
  type ClientRequest,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { answerItself, isOwnAnswer, type OwnAnswer } from "./own-answers.ts";

/**
 * What the network does to one request.
 * - `drop`: nothing arrives, the connection ends.
 * - `lose-answer`: the API does its work, and nobody hears of it.
 * - `duplicate`: it arrives twice at once; the later answer comes back.
 * - `cut-request`, `cut-answer`: the bytes end after so many.
 * - `delay`: everything takes longer.
 * - `hold-back`: the client hears that the connection ended; some time later it arrives all the same.
 * - the rest is what something in between answers by itself, see `own-answers.ts`.
 */
export type Fault =
  | "none"
  | "drop"
  | "lose-answer"
  | "duplicate"
  | OwnAnswer
  | { readonly kind: "cut-request"; readonly afterBytes: number }
  | { readonly kind: "cut-answer"; readonly afterBytes: number }
  | { readonly kind: "delay"; readonly ms: number }
  | { readonly kind: "hold-back"; readonly until: Promise<unknown> };

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly uploadOffset: string | null;
  readonly announcedBytes: number;
  /** What went on to the API. */
  bodyBytes: number;
}

export interface FaultyProxy {
  readonly origin: string;
  readonly seen: SeenRequest[];
  /** Null: nobody listens behind it. */
  target: string | null;
  fault: (request: SeenRequest) => Fault;
  /** Nobody listens behind it any more, and whatever is under way ends, as when the API is killed. */
  cutOff(): void;
  /** Resolves when nothing is held back any more. */
  arrived(): Promise<void>;
  close(): Promise<void>;
}

const underWay = new Set<ClientRequest>();
const heldBack = new Set<Promise<void>>();
const agent = new Agent({ keepAlive: true });

/** A stretch of network between client and API whose faults are chosen by the test. */
export async function startFaultyProxy(): Promise<FaultyProxy> {
  const server = createServer((request, response) => {
    void carry(proxy, request, response);
  });
  const proxy: FaultyProxy = {
    origin: "",
    seen: [],
    target: null,
    fault: () => "none",
    cutOff: () => {
      proxy.target = null;
      for (const onward of underWay) onward.destroy();
    },
    arrived: async () => {
      while (heldBack.size > 0) await Promise.all(heldBack);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(proxy, { origin: `http://127.0.0.1:${port}` });
}

async function carry(
  proxy: FaultyProxy,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const seen = see(request);
  proxy.seen.push(seen);
  const fault = proxy.fault(seen);
  if (fault === "drop") {
    request.socket.destroy();
    return;
  }
  if (isOwnAnswer(fault)) {
    request.resume();
    answerItself(response, fault);
    return;
  }
  if (isOf(fault, "hold-back")) {
    const late = carryLate(proxy, seen, request, fault.until);
    heldBack.add(late);
    await late.finally(() => heldBack.delete(late));
    return;
  }
  if (isOf(fault, "delay"))
    await new Promise((resolve) => setTimeout(resolve, fault.ms));
  // Asked after the delay: the way to the API may have been cut off meanwhile.
  const { target } = proxy;
  if (target === null) {
    request.socket.destroy();
    return;
  }
  if (fault === "duplicate") {
    await carryTwice(target, seen, request, response);
    return;
  }
  const onward = passOn(target, seen, request, response);
  onward.on("response", (answer) => {
    if (fault === "lose-answer") {
      answer.resume();
      answer.on("end", () => request.socket.destroy());
      return;
    }
    const limit = isOf(fault, "cut-answer") ? fault.afterBytes : Infinity;
    void giveBack(answer, response, limit);
  });
  const limit = isOf(fault, "cut-request") ? fault.afterBytes : Infinity;
  await sendBody(request, onward, seen, limit).catch(() => undefined);
  if (isOf(fault, "cut-request")) {
    onward.destroy();
    response.destroy();
  }
}

function see(request: IncomingMessage): SeenRequest {
  const offset = request.headers["upload-offset"];
  return {
    method: request.method ?? "",
    path: request.url ?? "",
    uploadOffset: typeof offset === "string" ? offset : null,
    announcedBytes: Number(request.headers["content-length"] ?? 0),
    bodyBytes: 0,
  };
}

function passOn(
  target: string,
  { path }: SeenRequest,
  { method, headers }: IncomingMessage,
  response: ServerResponse,
): ClientRequest {
  const onward = ask(`${target}${path}`, { method, headers, agent });
  underWay.add(onward);
  onward.on("close", () => underWay.delete(onward));
  onward.on("error", () => response.destroy());
  // A client that gives up a long poll is gone for the API as well.
  response.on("close", () => onward.destroy());
  return onward;
}

/** Resolves when the bytes are on their way, not only in a buffer: what is cut off later has arrived. */
async function sendBody(
  request: IncomingMessage,
  onward: ClientRequest,
  seen: SeenRequest,
  limit: number,
): Promise<void> {
  for await (const chunk of request as AsyncIterable<Buffer>) {
    const part = chunk.subarray(0, limit - seen.bodyBytes);
    seen.bodyBytes += part.length;
    await new Promise<void>((resolve, reject) => {
      onward.write(part, (error) => (error ? reject(error) : resolve()));
    });
    if (seen.bodyBytes >= limit) return;
  }
  if (limit === Infinity) onward.end();
}

async function carryLate(
  proxy: FaultyProxy,
  seen: SeenRequest,
  request: IncomingMessage,
  until: Promise<unknown>,
): Promise<void> {
  const body = await readWhole(request);
  const { method, headers } = request;
  request.socket.destroy();
  await until;
  // Late, a question changes nothing; a long poll would only be waited for.
  if (proxy.target === null || method === "GET") return;
  seen.bodyBytes += body.length;
  const onward = ask(`${proxy.target}${seen.path}`, { method, headers, agent });
  await new Promise<void>((resolve) => {
    onward.on("response", (answer) => answer.resume());
    onward.on("error", () => undefined);
    onward.on("close", resolve);
    onward.end(body);
  });
}

async function carryTwice(
  target: string,
  seen: SeenRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readWhole(request);
  let answers = 0;
  for (let copy = 0; copy < 2; copy += 1) {
    seen.bodyBytes += body.length;
    const onward = passOn(target, seen, request, response);
    onward.on("response", (answer) => {
      answers += 1;
      if (answers === 2) void giveBack(answer, response, Infinity);
      else answer.resume();
    });
    onward.end(body);
  }
}

async function readWhole(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>)
    chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function giveBack(
  answer: IncomingMessage,
  response: ServerResponse,
  limit: number,
): Promise<void> {
  response.writeHead(answer.statusCode ?? 500, answer.headers);
  if (limit === Infinity) {
    answer.pipe(response);
    return;
  }
  response.flushHeaders();
  let given = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    const part = chunk.subarray(0, limit - given);
    given += part.length;
    response.write(part);
    if (given >= limit) break;
  }
  response.destroy();
}

function isOf<Kind extends string>(
  fault: Fault,
  kind: Kind,
): fault is Extract<Fault, { kind: Kind }> {
  return typeof fault === "object" && fault.kind === kind;
}
