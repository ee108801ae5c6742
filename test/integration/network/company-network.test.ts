import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AskStep } from "./ask-through.ts";
import {
  proxyUser,
  startCompanyNetwork,
  type CompanyNetwork,
} from "./company-network.ts";

let company: CompanyNetwork;
beforeAll(async () => {
  company = await startCompanyNetwork();
}, 60_000);
afterAll(() => company.close());

/** What came of each step, in a client that knows the company's CA or not. */
async function askAll(
  steps: readonly AskStep[],
  knowsAuthority = true,
): Promise<string[]> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "ask-through.ts"), JSON.stringify(steps)],
    {
      env: {
        ...process.env,
        ...(knowsAuthority ? { NODE_EXTRA_CA_CERTS: company.caFile } : {}),
        HTTPS_PROXY: "",
        https_proxy: "",
      },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const [printed] = await Promise.all([
    text(child.stdout),
    once(child, "exit"),
  ]);
  return JSON.parse(printed) as string[];
}

function step(given: Partial<AskStep> = {}): AskStep {
  return {
    choice: { kind: "manual", address: company.proxy, bypass: [] },
    credentials: proxyUser,
    origin: company.origin,
    path: "/health",
    ...given,
  };
}

describe("a company's network", () => {
  it("is gone through by the named proxy and by a PAC file, with name and password, to a server of the company's CA", async () => {
    const pac = { kind: "pac", url: company.pacUrl } as const;
    expect(await askAll([step(), step({ choice: pac })])).toEqual([
      "200",
      "200",
    ]);
    expect(company.tunnels).toContain(new URL(company.origin).host);
  }, 60_000);

  it("has its own name for everything that goes wrong", async () => {
    const port = await closedPort();
    const wrong = { username: "张三", password: "wrong" };
    const direct = { kind: "direct" } as const;
    const outcomes = await askAll([
      step({ credentials: null }),
      step({ credentials: wrong }),
      step({
        choice: {
          kind: "manual",
          address: `http://127.0.0.1:${port}`,
          bypass: [],
        },
      }),
      step({ choice: { kind: "pac", url: `http://127.0.0.1:${port}/x` } }),
      step({ origin: company.expiredOrigin }),
      step({ origin: company.wrongNameOrigin }),
      step({ choice: direct }),
      step({ choice: direct, origin: `http://127.0.0.1:${port}` }),
    ]);
    expect(outcomes).toEqual([
      "sync-proxy-sign-in",
      "sync-proxy-sign-in",
      "sync-proxy-unreachable",
      "sync-proxy-unreachable",
      "sync-tls-clock",
      "sync-tls-refused",
      "sync-offline name-unknown",
      "sync-offline refused",
    ]);
  }, 60_000);

  it("is told apart by its certificate: an unknown issuer gets nothing", async () => {
    const before = company.requests.length;
    expect(await askAll([step()], false)).toEqual(["sync-tls-unknown-issuer"]);
    expect(company.requests).toHaveLength(before);
  }, 60_000);

  it("cannot lead a request with its credentials elsewhere by a redirect", async () => {
    const before = company.tunnels.length;
    expect(await askAll([step({ path: "/moved" })])).toEqual([
      "sync-not-the-companion",
    ]);
    const asked = new Set(company.tunnels.slice(before));
    expect([...asked]).toEqual([new URL(company.origin).host]);
  }, 60_000);

  it("never shows the proxy's name and password to the server", async () => {
    await askAll([step()]);
    const headers = company.requests.flatMap((request) => request.headers);
    expect(headers).not.toContain("proxy-authorization");
  }, 60_000);
});

async function closedPort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
