import { readFileSync } from "node:fs";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { PageHandler } from "../../src-main/page/create-page-handler.ts";
import { commonHeaders } from "../../src-main/page/page-headers.ts";
import type { FrontDoor } from "./front-door.ts";

const pagePipe = readFileSync(join(import.meta.dirname, "page-pipe.js"));
const pagePipeTag = '<script src="/page-pipe.js"></script>';

export function serveRequests(
  server: Server,
  door: FrontDoor,
  handlePage: PageHandler,
): void {
  server.on("request", (request, response) => {
    answer(request, response, door, handlePage).catch((error: unknown) => {
      // The page went away in the middle of a download, or the handler failed: in both cases the answer is cut.
      if (!request.destroyed) console.error(error);
      response.destroy();
    });
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  door: FrontDoor,
  handlePage: PageHandler,
): Promise<void> {
  if (!door.isAddressedToUs(request)) {
    refuse(response, "这个地址不属于浏览器宿主。");
    return;
  }
  const admission = door.exchangeKey(request);
  if (admission !== null) {
    response.writeHead(303, {
      ...commonHeaders,
      location: admission.location,
      "set-cookie": admission.cookie,
    });
    response.end();
    return;
  }
  const isReading = request.method === "GET";
  if (!door.hasCookie(request) || !(isReading || door.isOwnOrigin(request))) {
    refuse(response, "请使用启动时显示的完整地址打开客户端。");
    return;
  }
  if (request.url === "/page-pipe.js") {
    response.writeHead(200, {
      ...commonHeaders,
      "content-type": "text/javascript; charset=utf-8",
    });
    response.end(pagePipe);
    return;
  }
  const asked = toRequest(request, door.origin);
  // The print page has no bridge in Electron either.
  const hasBridge = new URL(asked.url).pathname !== "/print.html";
  await send(await handlePage(asked), response, hasBridge);
}

function refuse(response: ServerResponse, sentence: string): void {
  response.writeHead(403, {
    ...commonHeaders,
    "content-type": "text/plain; charset=utf-8",
  });
  response.end(sentence);
}

function toRequest(request: IncomingMessage, origin: string): Request {
  const method = request.method ?? "GET";
  const url = new URL(request.url ?? "/", origin);
  if (method === "GET") return new Request(url);
  // `duplex` has to be said for a streamed body; the DOM's declarations, which tests know as well, lack it.
  const content = {
    body: Readable.toWeb(request) as ReadableStream,
    duplex: "half" as const,
  };
  return new Request(url, { method, ...content });
}

async function send(
  reply: Response,
  response: ServerResponse,
  hasBridge: boolean,
): Promise<void> {
  response.writeHead(reply.status, Object.fromEntries(reply.headers));
  const isPage =
    reply.headers.get("content-type")?.startsWith("text/html") === true;
  if (isPage && hasBridge) {
    const page = await reply.text();
    response.end(page.replace("<head>", `<head>${pagePipeTag}`));
    return;
  }
  if (reply.body === null) {
    response.end();
    return;
  }
  await pipeline(Readable.from(reply.body), response);
}
