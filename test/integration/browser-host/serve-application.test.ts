import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import {
  serveApplication,
  type BrowserHost,
} from "../../../dev/browser-host/serve-application.ts";
import {
  createFakeApplication,
  type FakeApplication,
} from "../../fixtures/fakes/fake-application.ts";
import { makePageFolder } from "../../fixtures/fakes/fake-page-folder.ts";

let application: FakeApplication;
let host: BrowserHost;
let origin: string;

beforeEach(async () => {
  application = createFakeApplication();
  host = await serveApplication(application, makePageFolder(), 0);
  origin = new URL(host.url).origin;
});

afterEach(() => host.close());

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Below fetch, because fetch does not let a test lie about Host and Origin. */
function ask(
  path: string,
  headers: Record<string, string> = {},
  body?: Uint8Array,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      new URL(path, origin),
      { method: body === undefined ? "GET" : "POST", headers },
      (response) => {
        const pieces: Buffer[] = [];
        response.on("data", (piece: Buffer) => pieces.push(piece));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(pieces).toString("utf8"),
          }),
        );
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

async function enter(): Promise<string> {
  const { headers } = await ask(new URL(host.url).pathname);
  return headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
}

/** @returns what the page hears first, or how the door was shut */
function talk(
  headers: Record<string, string>,
  path = "/bridge",
): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(origin.replace("http", "ws") + path, {
      headers,
    });
    socket.on("open", () => socket.send("hello"));
    socket.on("message", (received: Buffer) => {
      resolve(received.toString("utf8"));
      socket.close();
    });
    socket.on("error", (error) => resolve(error.message));
  });
}

describe("the browser host's door", () => {
  it("exchanges the key in the address for a cookie that scripts and other sites do not get", async () => {
    const reply = await ask(new URL(host.url).pathname);
    expect([reply.status, reply.headers.location]).toEqual([303, "/"]);
    expect(reply.headers["set-cookie"]?.[0]).toMatch(
      /; Path=\/; HttpOnly; SameSite=Strict$/,
    );
  });

  it("shows nothing without the cookie", async () => {
    const paths = ["/", "/assets/main.js", "/page-pipe.js", "/open/guess"];
    const replies = await Promise.all(paths.map((path) => ask(path)));
    expect(replies.map((reply) => reply.status)).toEqual([403, 403, 403, 403]);
  });

  it("puts its pipe before the page's own script", async () => {
    const { text } = await ask("/", { cookie: await enter() });
    expect(text).toContain('<head><script src="/page-pipe.js"></script>');
  });

  it("refuses a name that somebody else's DNS points here", async () => {
    const cookie = await enter();
    const reply = await ask("/", { cookie, host: "evil.example" });
    expect(reply.status).toBe(403);
  });

  it("takes a posted piece from its own page only", async () => {
    const cookie = await enter();
    const path = "/attachments/abc?offset=0";
    const piece = new Uint8Array([7]);
    const foreign = await ask(
      path,
      { cookie, origin: "http://evil.example" },
      piece,
    );
    const own = await ask(path, { cookie, origin }, piece);
    expect([foreign.status, own.status]).toEqual([403, 200]);
    expect(application.attachmentRequests).toHaveLength(1);
  });

  it("carries texts between page and application", async () => {
    expect(await talk({ cookie: await enter(), origin })).toBe("HELLO");
  });

  it("opens no bridge without cookie, own origin and the one path", async () => {
    const cookie = await enter();
    const answers = await Promise.all([
      talk({ origin }),
      talk({ cookie }),
      talk({ cookie, origin: "http://evil.example" }),
      talk({ cookie, origin, host: "evil.example" }),
      talk({ cookie, origin }, "/other"),
    ]);
    expect(new Set(answers)).toEqual(
      new Set(["Unexpected server response: 403"]),
    );
    expect(application.openPages.size).toBe(0);
  });

  it("forgets a page that goes away and serves the next one", async () => {
    const headers = { cookie: await enter(), origin };
    await talk(headers);
    await expect.poll(() => application.openPages.size).toBe(0);
    expect(await talk(headers)).toBe("HELLO");
  });

  it("ends every pipe and the application when it closes", async () => {
    const socket = new WebSocket(`${origin.replace("http", "ws")}/bridge`, {
      headers: { cookie: await enter(), origin },
    });
    const isClosed = new Promise((resolve) => socket.on("close", resolve));
    await new Promise((resolve) => socket.on("open", resolve));
    await host.close();
    await isClosed;
    expect([application.isClosed, application.openPages.size]).toEqual([
      true,
      0,
    ]);
  });
});
