import { EventEmitter } from "node:events";
import { Readable } from "node:stream";
import type { Net } from "electron";
import { describe, expect, it } from "vitest";
import type { AnswerProxy } from "../../../src-main/application/host-ports.ts";
import { proxyConfigOf } from "../../../src-main/electron/proxy-config.ts";
import { fetchOverNet } from "../../../src-main/electron/request-over-net.ts";

/** `net.request` as Electron documents it, one request at a time. */
class FakeRequest extends EventEmitter {
  ended: Buffer | undefined;
  isAborted = false;
  end(body?: Buffer): void {
    this.ended = body;
  }
  abort(): void {
    this.isAborted = true;
  }
}

function open(answerProxy: AnswerProxy = () => null) {
  const request = new FakeRequest();
  const options: unknown[] = [];
  const net = {
    request: (given: unknown) => {
      options.push(given);
      return request;
    },
  } as unknown as Pick<Net, "request">;
  const fetchIt = fetchOverNet(net, answerProxy);
  /** Lets the adapter read the body before Electron's part begins. */
  const begin = async (...given: Parameters<typeof fetch>) => {
    const answer = fetchIt(...given);
    answer.catch(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    return { answer };
  };
  return { request, options, begin };
}

function answerOf(statusCode: number, body: string) {
  return Object.assign(Readable.from([Buffer.from(body)]), {
    statusCode,
    headers: { "content-type": "application/json", "x-two": ["a", "b"] },
  });
}

describe("fetch over Electron's net.request", () => {
  it("sends method, headers and body, and nothing of a session", async () => {
    const { request, options, begin } = open();
    const { answer } = await begin("https://filing.example.cn/x", {
      method: "PUT",
      headers: { authorization: "Bearer t" },
      body: "内容",
    });
    request.emit("response", answerOf(201, '{"a":1}'));
    const response = await answer;
    expect([
      options[0],
      request.ended?.toString(),
      response.status,
      response.headers.get("x-two"),
      await response.text(),
    ]).toEqual([
      {
        method: "PUT",
        url: "https://filing.example.cn/x",
        redirect: "manual",
        credentials: "omit",
        useSessionCookies: false,
        cache: "no-store",
        headers: {
          authorization: "Bearer t",
          "content-type": "text/plain;charset=UTF-8",
        },
      },
      "内容",
      201,
      "a, b",
      '{"a":1}',
    ]);
  });

  it("gives a proxy what the clerk has typed, and each try once", async () => {
    const asked: unknown[] = [];
    const { request, begin } = open((challenge, refused) => {
      asked.push([challenge, refused]);
      return refused === null ? { username: "u", password: "p" } : null;
    });
    await begin("https://filing.example.cn/");
    const given: unknown[] = [];
    const login = { isProxy: true, host: "proxy", port: 8080, realm: "r" };
    const answer = (...words: unknown[]): void => void given.push(words);
    request.emit("login", login, answer);
    request.emit("login", login, answer);
    expect([given, asked]).toEqual([
      [["u", "p"], []],
      [
        [{ proxy: "proxy:8080", realm: "r" }, null],
        [
          { proxy: "proxy:8080", realm: "r" },
          { username: "u", password: "p" },
        ],
      ],
    ]);
  });

  it("tells a server that asks for a name nothing", async () => {
    const { request, begin } = open(() => ({ username: "u", password: "p" }));
    await begin("https://filing.example.cn/");
    const given: unknown[] = [];
    request.emit(
      "login",
      { isProxy: false, host: "filing.example.cn", port: 443, realm: "" },
      (...words: unknown[]) => given.push(words),
    );
    expect(given).toEqual([[]]);
  });

  it("follows no redirect", async () => {
    const { request, begin } = open();
    const { answer } = await begin("https://filing.example.cn/");
    request.emit("redirect", 302, "GET", "https://evil.example/", {
      location: ["https://evil.example/"],
    });
    expect([(await answer).status, request.isAborted]).toEqual([302, true]);
  });

  it("ends the request when its caller gives up", async () => {
    const { request, begin } = open();
    const leaving = new AbortController();
    const { answer } = await begin("https://filing.example.cn/", {
      signal: leaving.signal,
    });
    leaving.abort();
    await expect(answer).rejects.toThrow();
    expect(request.isAborted).toBe(true);
  });

  it("fails with Chromium's own words", async () => {
    const { request, begin } = open();
    const { answer } = await begin("https://filing.example.cn/");
    request.emit("error", new Error("net::ERR_CERT_AUTHORITY_INVALID"));
    await expect(answer).rejects.toThrow("net::ERR_CERT_AUTHORITY_INVALID");
  });
});

describe("the proxy setting in Chromium's words", () => {
  it("names the mode, the proxy, what goes past it, or the PAC file", () => {
    expect([
      proxyConfigOf({ kind: "system" }),
      proxyConfigOf({ kind: "direct" }),
      proxyConfigOf({
        kind: "manual",
        address: "http://proxy:8080",
        bypass: ["<local>", "*.example.cn"],
      }),
      proxyConfigOf({ kind: "pac", url: "http://proxy/proxy.pac" }),
    ]).toEqual([
      { mode: "system" },
      { mode: "direct" },
      {
        mode: "fixed_servers",
        proxyRules: "http://proxy:8080",
        proxyBypassRules: "<local>,*.example.cn",
      },
      { mode: "pac_script", pacScript: "http://proxy/proxy.pac" },
    ]);
  });
});
