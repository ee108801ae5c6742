import { createConnection } from "node:net";
import { Writable } from "node:stream";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { companionContract } from "../../../src-shared/companion-api/companion-contract.ts";
import { problemDetailsSchema } from "../../../src-shared/companion-api/problem-details.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import { decide, save, signedInEnterprise, submit } from "./test-enterprise.ts";
import { readProblem } from "./companion-requester.ts";

let companion: TestCompanion;
const logged: string[] = [];
beforeAll(async () => {
  const lines = new Writable({
    write: (line: Buffer, _encoding, done) => {
      logged.push(line.toString());
      done();
    },
  });
  companion = await startTestCompanion({
    log: pino({ level: "trace" }, lines),
  });
});
afterAll(() => companion.close());

const answerTo = async (path: string, init?: RequestInit) => {
  const { status, body } = await readProblem(
    await fetch(`${companion.origin}${path}`, init),
  );
  return [status, problemDetailsSchema.parse(body).code];
};
const json = (body: string): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body,
});

describe("every refusal is a problem document with a code", () => {
  it.each([
    ["an unknown path", "/v2/anything", undefined, [404, "route-unknown"]],
    [
      "an unknown method",
      "/health",
      { method: "DELETE" },
      [404, "route-unknown"],
    ],
    [
      "a path that cannot be decoded",
      "/v1/filings/%zz",
      undefined,
      [400, "request-malformed"],
    ],
    [
      "broken JSON",
      "/v1/reviewer-sessions",
      json('{"name":'),
      [400, "request-malformed"],
    ],
    [
      "a body of another shape",
      "/v1/reviewer-sessions",
      json('{"name":1}'),
      [400, "request-malformed"],
    ],
    [
      "an additional member",
      "/v1/reviewer-sessions",
      json('{"name":"a","password":"b","c":1}'),
      [400, "request-malformed"],
    ],
    [
      "a poisoned prototype",
      "/v1/reviewer-sessions",
      json('{"__proto__":{"name":"a"}}'),
      [400, "request-malformed"],
    ],
    ["no body", "/v1/sessions", { method: "POST" }, [400, "request-malformed"]],
    [
      "another media type",
      "/v1/sessions",
      { method: "POST", body: "a=b" },
      [400, "request-malformed"],
    ],
    [
      "a body beyond the limit",
      "/v1/sessions",
      json(`"${"a".repeat(5_000_000)}"`),
      [413, "request-too-large"],
    ],
    [
      "a query where none is taken",
      "/health?a=b",
      undefined,
      [400, "request-malformed"],
    ],
    [
      "a malformed token",
      "/v1/filings",
      { headers: { authorization: "Bearer x" } },
      [401, "not-signed-in"],
    ],
    [
      "an upload without a session",
      "/v1/uploads",
      { method: "POST" },
      [401, "not-signed-in"],
    ],
  ])("%s", async (_title, path, init, expected) => {
    expect(await answerTo(path, init)).toEqual(expected);
  });

  it("bytes that are no HTTP at all", async () => {
    const { hostname, port } = new URL(companion.origin);
    const socket = createConnection({ host: hostname, port: Number(port) });
    socket.write("not http\r\n\r\n");
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    const [head = "", body = ""] = Buffer.concat(chunks)
      .toString()
      .split("\r\n\r\n");
    expect(head).toContain("application/problem+json");
    expect(problemDetailsSchema.parse(JSON.parse(body)).code).toBe(
      "request-malformed",
    );
  });

  it("a defect, which says nothing of itself and is logged", async () => {
    const broken = await startTestCompanion({ log: pino({ level: "silent" }) });
    await broken.database.schema.dropTable("challenges").execute();
    const { status, body } = await broken.request("createChallenge");
    await broken.close();
    expect([status, body]).toEqual([
      500,
      {
        type: "urn:used-car-filing:problem:unexpected-error",
        title: "Internal Server Error",
        status: 500,
        code: "unexpected-error",
      },
    ]);
  });
});

describe("/openapi.json", () => {
  it("lists every endpoint of the contract, and nothing else", async () => {
    const { paths } = (await (
      await fetch(`${companion.origin}/openapi.json`)
    ).json()) as {
      paths: Record<
        string,
        Record<string, { operationId: string; summary: string }>
      >;
    };
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId, summary }]) => [
        operationId,
        method.toUpperCase(),
        path,
        summary,
      ]),
    );
    const contracted = Object.entries(companionContract).map(
      ([name, { method, path, summary }]) => [
        name,
        method,
        path.replaceAll(/:(\w+)/g, "{$1}"),
        summary,
      ],
    );
    expect(described.sort()).toEqual(contracted.sort());
  });
});

it("every answer bears the time by which the API counts, so that clients with a wrong clock can count too", async () => {
  companion.advance(17 * 60_000);
  const { headers } = await fetch(`${companion.origin}/health`);
  expect(headers.get("date")).toBe(companion.clock.now.toUTCString());
});

describe("the log", () => {
  it("names no person, enterprise, code, address or token", async () => {
    const enterprise = await signedInEnterprise(companion);
    const reviewer = await companion.signInReviewer();
    const { filing } = await submit(
      companion,
      enterprise,
      await save(companion, enterprise),
    );
    await decide(companion, reviewer, filing, "approve");
    await companion.request("reviewList", {
      query: { text: "测试企业" },
      token: reviewer,
    });
    const all = logged.join("");
    const personal = [
      enterprise.uscc,
      "测试企业",
      "张三",
      enterprise.token,
      reviewer,
      "13811111111",
      "remoteAddress",
    ];
    expect(all).toContain("listening");
    expect(personal.filter((text) => all.includes(text))).toEqual([]);
  });
});
