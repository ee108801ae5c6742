import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findSignInOrigin } from "../../../src-main/accounts/open-id/find-sign-in-origin.ts";
import { problemOf } from "./account-desk.ts";

type Answer = (response: ServerResponse, issuer: string) => void;

let answer: Answer;
let issuer: string;
const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(request.url ?? "");
  answer(response, issuer);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  issuer = `http://127.0.0.1:${port}/realms/gov`;
});
afterAll(() => server.close());

const metadata =
  (authorizationEndpoint: string, named?: string): Answer =>
  (response, own) => {
    response.writeHead(200, { "content-type": "application/json" }).end(
      JSON.stringify({
        issuer: named ?? own,
        authorization_endpoint: authorizationEndpoint,
        token_endpoint: `${own}/token`,
      }),
    );
  };

describe("where people sign in at the provider that IT names", () => {
  it("is what the provider says, be it another host than the issuer's", async () => {
    answer = metadata("https://login.example.cn/authorize?tenant=1");
    expect([
      await findSignInOrigin(issuer, fetch),
      await findSignInOrigin(`${issuer}/`, fetch),
      asked,
    ]).toEqual([
      "https://login.example.cn",
      "https://login.example.cn",
      Array(2).fill("/realms/gov/.well-known/openid-configuration"),
    ]);
  });

  it.each<[string, Answer]>([
    ["in clear over a network", metadata("http://login.example.cn/authorize")],
    ["no web address", metadata("file:///etc/passwd")],
    ["another issuer's", metadata("https://login.example.cn/", "https://x.cn")],
    [
      "a redirect",
      (response) =>
        void response.writeHead(302, { location: "https://x.cn/" }).end(),
    ],
    ["a page", (response) => void response.end("<html>")],
  ])("is nothing that is %s", async (_, wrong) => {
    answer = wrong;
    expect(await problemOf(findSignInOrigin(issuer, fetch))).toBe(
      "open-id-provider-unreachable",
    );
  });
});
