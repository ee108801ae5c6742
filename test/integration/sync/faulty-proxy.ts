import {
  createServer,
  request as ask,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

/**
 * What the network does to one request: `lose-answer` lets the API do its work and says nothing; `portal` is a hotel's
 * sign-in page; `cutAfter` breaks the request's body off after so many bytes.
 */
export type Fault =
  | "none"
  | "refuse"
  | "lose-answer"
  | "portal"
  | "unauthorised"
  | { readonly cutAfter: number };

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly uploadOffset: string | null;
  readonly announcedBytes: number;
  bodyBytes: number;
}

export interface FaultyProxy {
  readonly origin: string;
  readonly seen: SeenRequest[];
  /** Null: nobody listens behind it. */
  target: string | null;
  fault: (request: SeenRequest) => Fault;
  close(): Promise<void>;
}

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
  const offset = request.headers["upload-offset"];
  const seen: SeenRequest = {
    method: request.method ?? "",
    path: request.url ?? "",
    uploadOffset: typeof offset === "string" ? offset : null,
    announcedBytes: Number(request.headers["content-length"] ?? 0),
    bodyBytes: 0,
  };
  proxy.seen.push(seen);
  const fault = proxy.fault(seen);
  if (fault === "refuse" || proxy.target === null) {
    request.socket.destroy();
    return;
  }
  if (fault === "portal" || fault === "unauthorised") {
    request.resume();
    answerItself(response, fault);
    return;
  }
  const limit = typeof fault === "object" ? fault.cutAfter : Infinity;
  const { method, headers } = request;
  const onward = ask(`${proxy.target}${seen.path}`, { method, headers });
  onward.on("error", () => response.destroy());
  // A client that gives up a long poll is gone for the API as well.
  response.on("close", () => onward.destroy());
  onward.on("response", (answer) => {
    if (fault === "lose-answer") {
      answer.resume();
      answer.on("end", () => request.socket.destroy());
      return;
    }
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  for await (const chunk of request as AsyncIterable<Buffer>) {
    const room = limit - seen.bodyBytes;
    seen.bodyBytes += Math.min(room, chunk.length);
    onward.write(chunk.subarray(0, room));
    if (seen.bodyBytes >= limit) {
      // Long enough for what was let through to arrive.
      setTimeout(() => {
        onward.destroy();
        response.destroy();
      }, 100);
      return;
    }
  }
  onward.end();
}

function answerItself(
  response: ServerResponse,
  fault: "portal" | "unauthorised",
): void {
  if (fault === "portal") {
    response.writeHead(200, { "content-type": "text/html" });
    response.end("<html><title>请登录网络</title></html>");
    return;
  }
  response.writeHead(401, { "content-type": "application/problem+json" });
  response.end(
    JSON.stringify({
      type: "about:blank",
      title: "session ended",
      status: 401,
      code: "session-ended",
    }),
  );
}
