import { beforeEach, describe, expect, it } from "vitest";
import {
  createPageHandler,
  type PageHandler,
} from "../../../src-main/page/create-page-handler.ts";
import {
  createFakeApplication,
  type FakeApplication,
} from "../../fixtures/fakes/fake-application.ts";
import { makePageFolder } from "../../fixtures/fakes/fake-page-folder.ts";

let application: FakeApplication;
let handle: PageHandler;

beforeEach(() => {
  application = createFakeApplication();
  handle = createPageHandler(makePageFolder(), application);
});

function get(path: string): Promise<Response> {
  return handle(new Request(`http://client${path}`));
}

function post(path: string, body: Uint8Array<ArrayBuffer>): Promise<Response> {
  return handle(new Request(`http://client${path}`, { method: "POST", body }));
}

describe("what both hosts serve to the page", () => {
  it("gives each load of the page a nonce of its own in policy and document alike", async () => {
    const replies = [await get("/"), await get("/index.html")];
    const nonces = await Promise.all(
      replies.map(async (reply) => {
        const policy = reply.headers.get("content-security-policy") ?? "";
        const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
        expect(await reply.text()).toContain(`nonce="${nonce}"`);
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(2);
  });

  it("allows nothing inline, nothing from elsewhere and no eval", async () => {
    const reply = await get("/");
    const policy = reply.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|\*|http/);
  });

  it("serves the built files with their type and forbids to guess another", async () => {
    const reply = await get("/assets/main.js");
    expect({
      status: reply.status,
      contentType: reply.headers.get("content-type"),
      sniffing: reply.headers.get("x-content-type-options"),
      text: await reply.text(),
    }).toEqual({
      status: 200,
      contentType: "text/javascript; charset=utf-8",
      sniffing: "nosniff",
      text: "document.title;",
    });
  });

  it.each([
    "/assets/main.js.map",
    "/assets",
    "/../package.json",
    "/%2e%2e/package.json",
    "/..%2f..%2fetc/passwd",
    "/..%5c..%5cetc%5cpasswd",
    "//etc/passwd",
    "/assets/%00",
    "/CON",
    "/__proto__",
  ])("knows no file at %s", async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it("refuses to change anything but attachments", async () => {
    expect((await post("/index.html", new Uint8Array(1))).status).toBe(405);
  });

  it("hands a posted piece to the application with ticket and offset", async () => {
    await post("/attachments/abc?offset=1048576", new Uint8Array([1, 2, 3]));
    expect(application.attachmentRequests).toEqual([
      {
        method: "POST",
        ticket: "abc",
        offset: 1048576,
        body: Buffer.from([1, 2, 3]),
      },
    ]);
  });

  it("takes a piece of exactly 1 MiB and refuses one byte more without asking the application", async () => {
    const limit = 1024 * 1024;
    const fits = await post("/attachments/a?offset=0", new Uint8Array(limit));
    const exceeds = await post(
      "/attachments/a?offset=0",
      new Uint8Array(limit + 1),
    );
    expect([fits.status, exceeds.status]).toEqual([200, 413]);
    expect(application.attachmentRequests).toHaveLength(1);
  });

  it.each([
    "/attachments/a",
    "/attachments/a?offset=-1",
    "/attachments/a/b?offset=0",
  ])("refuses a piece posted to %s", async (path) => {
    expect((await post(path, new Uint8Array(1))).status).toBe(400);
    expect(application.attachmentRequests).toEqual([]);
  });

  it("streams a file, and its own headers cannot loosen what it may do", async () => {
    application.reply = {
      status: 200,
      headers: {
        "content-type": "application/pdf",
        "content-security-policy": "default-src *",
      },
      body: (async function* () {
        yield new Uint8Array([1]);
        yield new Uint8Array([2, 3]);
      })(),
    };
    const reply = await get("/attachments/abc");
    expect(reply.headers.get("content-type")).toBe("application/pdf");
    expect(reply.headers.get("content-security-policy")).not.toContain("*");
    expect([...new Uint8Array(await reply.arrayBuffer())]).toEqual([1, 2, 3]);
  });

  it("ends the application's stream when the page stops reading", async () => {
    let isReleased = false;
    application.reply = {
      status: 200,
      headers: {},
      body: (async function* () {
        try {
          for (;;) yield new Uint8Array(1024);
        } finally {
          isReleased = true;
        }
      })(),
    };
    const reply = await get("/attachments/abc");
    const reader = reply.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(isReleased).toBe(true);
  });
});
