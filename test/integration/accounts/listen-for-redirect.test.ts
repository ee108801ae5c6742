import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  listenForRedirect,
  type RedirectListener,
} from "../../../src-main/accounts/open-id/listen-for-redirect.ts";

let listener: RedirectListener;

beforeEach(async () => {
  listener = await listenForRedirect();
});
afterEach(() => {
  listener.close();
});

const ask = (
  query: string,
  options: { method?: string; host?: string; path?: string } = {},
): Promise<{ status: number | undefined; text: string }> =>
  new Promise((resolve, reject) => {
    const url = new URL(listener.redirectUri);
    const { method = "GET", host = url.host, path = url.pathname } = options;
    const asked = request(
      {
        host: url.hostname,
        port: url.port,
        path: `${path}?${query}`,
        method,
        headers: { host },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (piece: string) => (text += piece));
        response.on("end", () =>
          resolve({ status: response.statusCode, text }),
        );
      },
    );
    asked.on("error", reject);
    asked.end();
  });

describe("the browser's way back", () => {
  it("takes the one redirect with the right state, says so in Chinese, and takes no second", async () => {
    const waited = listener.waitFor("right", new AbortController().signal);
    const query = "code=abc&state=right&iss=https%3A%2F%2Fidp.example";
    const answer = await ask(query);
    expect([
      await waited,
      answer.status,
      answer.text.includes("可以关闭此窗口"),
      (await ask(query)).status,
    ]).toEqual([query, 200, true, 404]);
  });

  it("goes on waiting after what is not the redirect: another state, path, method or host name", async () => {
    const waited = listener.waitFor("right", new AbortController().signal);
    const strangers = [
      await ask("code=abc&state=wrong"),
      await ask("code=abc"),
      await ask("code=abc&state=right", { path: "/else" }),
      await ask("code=abc&state=right", { method: "POST" }),
      await ask("code=abc&state=right", { host: "rebound.example" }),
    ];
    const refusal = await ask("error=access_denied&state=right");
    expect([
      strangers.map(({ status }) => status),
      refusal.status,
      await waited,
    ]).toEqual([
      [404, 404, 404, 404, 404],
      200,
      "error=access_denied&state=right",
    ]);
  });

  it("listens on loopback alone", () => {
    expect(new URL(listener.redirectUri).hostname).toBe("127.0.0.1");
  });

  it("stops waiting for the reason it is told, and takes nothing afterwards", async () => {
    const stopping = new AbortController();
    const waited = listener.waitFor("right", stopping.signal);
    stopping.abort(new Error("cancelled by the clerk"));
    await expect(waited).rejects.toThrow("cancelled by the clerk");
    expect((await ask("code=abc&state=right")).status).toBe(404);
  });
});
