import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCaller } from "../../../src-companion/cli/call-companion.ts";

const clearSentence =
  "为保护密码，只能通过 https:// 连接配套接口；http:// 仅限本机（127.0.0.1）。";

describe("the address that the review command gives a password to", () => {
  it.each([
    "http://beian.example.cn",
    "http://192.168.1.5:8643",
    "http://127.0.0.1.example.cn",
    "http://127.0.0.1@beian.example.cn",
    "http://localhost.example.cn",
    "http://0.0.0.0:8643",
    "http://[2001:db8::1]",
    "ftp://127.0.0.1",
  ])("is refused in clear beyond this machine: %s", (address) => {
    expect(() => createCaller(address, null)).toThrow(clearSentence);
  });

  it("is refused where it is none", () => {
    expect(() => createCaller("beian.example.cn", null)).toThrow(
      "--companion 的地址不正确，例如 https://beian.example.cn。",
    );
  });

  it.each([
    "https://beian.example.cn",
    "http://127.0.0.1:8643",
    "http://localhost:8643",
    "http://[::1]:8643",
  ])("is taken over TLS and on this machine: %s", (address) => {
    expect(() => createCaller(address, null)).not.toThrow();
  });
});

describe("an answer that points elsewhere", () => {
  const heard: string[] = [];
  const elsewhere = createServer((request, response) => {
    request.on("data", (text: Buffer) => heard.push(text.toString()));
    request.on("end", () => response.end("{}"));
  });
  const pointing = createServer((_request, response) => {
    const { port } = elsewhere.address() as AddressInfo;
    response.writeHead(307, { location: `http://127.0.0.1:${port}/` }).end();
  });
  beforeEach(async () => {
    for (const server of [elsewhere, pointing])
      await new Promise<void>((resolve) =>
        server.listen(0, "127.0.0.1", resolve),
      );
  });
  afterEach(() => {
    for (const server of [elsewhere, pointing]) server.close();
  });

  it("is not followed with the password", async () => {
    const { port } = pointing.address() as AddressInfo;
    const signIn = createCaller(`http://127.0.0.1:${port}`, null).call(
      "signInReviewer",
      { body: { name: "wang", password: "0123456789" } },
    );
    await expect(signIn).rejects.toThrow(TypeError);
    expect(heard).toEqual([]);
  });
});
