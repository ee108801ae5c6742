import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createCompanionClient } from "../../../src-main/sync/companion-client.ts";
import {
  createCompanionMaterial,
  type CompanionMaterial,
  type MaterialCache,
} from "../../../src-main/sync/companion-material.ts";

const servers: Server[] = [];
const base64 = (text: string): string => Buffer.from(text).toString("base64");

afterEach(() => {
  vi.useRealTimers();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe("material of the API", () => {
  let at = Date.parse("2026-11-23T00:00:00.000Z");
  const now = (): Date => new Date(at);

  async function materialFrom(
    answer: RequestListener,
  ): Promise<CompanionMaterial> {
    const server = createServer(answer);
    servers.push(server);
    await new Promise<void>((resolve) =>
      server.listen(0, "127.0.0.1", resolve),
    );
    const { port } = server.address() as AddressInfo;
    const kept = new Map<string, { value: string; fetchedAt: string }>();
    const cache: MaterialCache = {
      get: (key) => {
        const found = kept.get(key);
        return found
          ? { ...found, value: JSON.parse(found.value) as unknown }
          : null;
      },
      put: (key, value) => {
        const fetchedAt = now().toISOString();
        kept.set(key, { value: JSON.stringify(value), fetchedAt });
      },
    };
    const origin = `http://127.0.0.1:${port}`;
    return createCompanionMaterial(
      createCompanionClient(origin, fetch),
      cache,
      now,
    );
  }

  it("gives the same trust object until the API has another, so that its CRLs are parsed once", async () => {
    let crl = "first";
    const material = await materialFrom((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(
        JSON.stringify({
          anchors: [base64("anchor")],
          intermediates: [],
          crls: [base64(crl)],
        }),
      );
    });
    const first = await material.trust();
    const kept = await material.trust();
    at += 3_600_000;
    const sameAgain = await material.trust();
    crl = "second";
    at += 3_600_000;
    const changed = await material.trust();
    expect([
      kept.trust === first.trust,
      sameAgain.trust === first.trust,
      Date.parse(sameAgain.fetchedAt ?? "") - Date.parse(first.fetchedAt ?? ""),
      Buffer.from(changed.trust.crls[0] ?? []).toString(),
    ]).toEqual([true, true, 3_600_000, "second"]);
  });

  it("lets a page go on without material that comes slowly, and has it the next time", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { promise: asked, resolve: noticeAsked } =
      Promise.withResolvers<undefined>();
    let answerLate: () => void = () => undefined;
    let askedCount = 0;
    const material = await materialFrom((_request, response) => {
      askedCount += 1;
      answerLate = () => {
        response.writeHead(200, { "content-type": "application/json" });
        response.end(
          JSON.stringify({ anchors: [], intermediates: [], crls: [] }),
        );
      };
      noticeAsked(undefined);
    });
    const waiting = material.trust();
    await asked;
    await vi.advanceTimersByTimeAsync(5000);
    const without = await waiting;
    const again = material.trust();
    answerLate();
    expect([without.fetchedAt, (await again).fetchedAt, askedCount]).toEqual([
      null,
      now().toISOString(),
      1,
    ]);
  });
});
