import {
  createServer,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createCompanionClient } from "../../../src-main/sync/companion-client.ts";
import {
  CallCancelled,
  CompanionRefusal,
} from "../../../src-main/sync/companion-refusal.ts";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const health = {
  product: "used-car-filing-companion",
  version: "1",
  now: "2026-11-23T00:00:00.000Z",
  lostFiles: 0,
} as const;

function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    "content-type":
      status < 400 ? "application/json" : "application/problem+json",
    ...headers,
  });
  response.end(JSON.stringify(body));
}

async function outcomeOf(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof CompanionRefusal) {
      const { problem, status, retryAfterMs } = error;
      return { ...problem, status, retryAfterMs };
    }
    throw error;
  }
}

async function outcomeOfAnswer(answer: RequestListener): Promise<unknown> {
  const client = createCompanionClient(await listen(answer), fetch);
  return outcomeOf(client.call("health", {}));
}

describe("companion client", () => {
  it("gives the parsed reply of an answer of the agreed shape", async () => {
    expect(
      await outcomeOfAnswer((_, response) => {
        answerJson(response, 200, health);
      }),
    ).toEqual(health);
  });

  it("does not take a sign-in page of the network for success", async () => {
    expect(
      await outcomeOfAnswer((_, response) => {
        response.writeHead(200, { "content-type": "text/html" });
        response.end("<html>请登录网络</html>");
      }),
    ).toEqual({
      code: "sync-not-the-companion",
      status: 200,
      retryAfterMs: null,
    });
  });

  it("does not follow a redirect, so the token stays at its origin", async () => {
    const visits: string[] = [];
    const other = await listen((_, response) => {
      visits.push("other");
      answerJson(response, 200, health);
    });
    const outcome = await outcomeOfAnswer((_, response) => {
      response.writeHead(302, { location: `${other}/health` });
      response.end();
    });
    expect({ outcome, visits }).toEqual({
      outcome: {
        code: "sync-not-the-companion",
        facts: { status: 302 },
        status: 302,
        retryAfterMs: null,
      },
      visits: [],
    });
  });

  it("refuses JSON of another shape and JSON that breaks off", async () => {
    const otherShape = await outcomeOfAnswer((_, response) => {
      answerJson(response, 200, { ...health, product: "another" });
    });
    const brokenText = await outcomeOfAnswer((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end('{"product": "used-car-fil');
    });
    const unreadable = {
      code: "sync-reply-unreadable",
      status: 200,
      retryAfterMs: null,
    };
    expect([otherShape, brokenText]).toEqual([unreadable, unreadable]);
  });

  it("treats a body cut off by the network as being offline", async () => {
    expect(
      await outcomeOfAnswer((_, response) => {
        response.writeHead(200, {
          "content-type": "application/json",
          "content-length": "1000",
        });
        response.write('{"product":');
        setTimeout(() => response.destroy(), 20);
      }),
    ).toEqual({ code: "sync-offline", status: null, retryAfterMs: null });
  });

  it("names the API's own problem with facts and the wait it asks for", async () => {
    expect(
      await outcomeOfAnswer((_, response) => {
        const problem = {
          type: "about:blank",
          title: "x",
          status: 429,
          code: "rate-limited",
          facts: { seconds: 7 },
        };
        answerJson(response, 429, problem, { "retry-after": "7" });
      }),
    ).toEqual({
      code: "rate-limited",
      facts: { seconds: 7 },
      status: 429,
      retryAfterMs: 7000,
    });
  });

  it("takes a gateway's 502 for an API that is away", async () => {
    expect(
      await outcomeOfAnswer((_, response) => {
        response.writeHead(502, { "content-type": "text/html" });
        response.end("<h1>Bad Gateway</h1>");
      }),
    ).toEqual({
      code: "sync-offline",
      facts: { status: 502 },
      status: 502,
      retryAfterMs: null,
    });
  });

  it("takes a stranger's 403 page for a stranger", async () => {
    expect(
      await outcomeOfAnswer((_, response) => {
        response.writeHead(403, { "content-type": "text/html" });
        response.end("blocked");
      }),
    ).toEqual({
      code: "sync-not-the-companion",
      facts: { status: 403 },
      status: 403,
      retryAfterMs: null,
    });
  });

  it("says offline where nobody listens, and tells a wrong TLS partner apart", async () => {
    const origin = await listen(() => undefined);
    servers[0]?.close();
    const refused = createCompanionClient(origin, fetch);
    const plainPartner = await listen((_, response) => response.end());
    const tls = createCompanionClient(
      plainPartner.replace("http:", "https:"),
      fetch,
    );
    expect([
      await outcomeOf(refused.call("health", {})),
      await outcomeOf(tls.call("health", {})),
    ]).toEqual([
      {
        code: "sync-offline",
        facts: { cause: "refused" },
        status: null,
        retryAfterMs: null,
      },
      { code: "sync-tls-refused", status: null, retryAfterMs: null },
    ]);
  });

  it("refuses plain HTTP to anything but this machine, before a byte leaves", async () => {
    const asked: unknown[] = [];
    const client = createCompanionClient(
      "http://filing.example.cn",
      (input) => {
        asked.push(input);
        return Promise.reject(new Error("unreachable"));
      },
    );
    await expect(client.call("health", {})).rejects.toMatchObject({
      problem: { code: "sync-plain-http-refused" },
    });
    expect(asked).toEqual([]);
  });

  it("sends parameters, query, body and token where the contract says", async () => {
    const seen: unknown[] = [];
    const origin = await listen((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        const { method, url, headers } = request;
        seen.push([method, url, headers.authorization, body]);
        answerJson(response, 200, { held: [] });
      });
    });
    const client = createCompanionClient(origin, fetch);
    await client.call(
      "heldFiles",
      { body: { sha256: ["a".repeat(64)] } },
      { token: "t" },
    );
    await outcomeOf(
      client.call("deleteFiling", {
        params: { filingId: "a/b" },
        query: { baseVersion: 3 },
      }),
    );
    expect(seen).toEqual([
      [
        "POST",
        "/v1/files/held",
        "Bearer t",
        `{"sha256":["${"a".repeat(64)}"]}`,
      ],
      ["DELETE", "/v1/filings/a%2Fb?baseVersion=3", undefined, ""],
    ]);
  });

  it("gives up after the time limit, and at once when closed", async () => {
    const origin = await listen(() => undefined);
    const client = createCompanionClient(origin, fetch);
    const limited = await outcomeOf(
      client.call("health", {}, { timeLimitMs: 50 }),
    );
    const waiting = client.call("health", {});
    client.close();
    await expect(waiting).rejects.toBeInstanceOf(CallCancelled);
    expect(limited).toEqual({
      code: "sync-offline",
      facts: { cause: "time-limit" },
      status: null,
      retryAfterMs: null,
    });
  });
});
