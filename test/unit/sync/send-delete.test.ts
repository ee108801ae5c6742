import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createCompanionClient } from "../../../src-main/sync/companion-client.ts";
import { sendDelete } from "../../../src-main/sync/send-delete.ts";
import type { SendContext } from "../../../src-main/sync/send-context.ts";
import type { SyncedFiling } from "../../../src-main/sync/synced-filings.ts";
import { createTransferMeter } from "../../../src-main/sync/transfer-meter.ts";
import type { FilingRecord } from "../../../src-shared/filings/filing-record.ts";
import {
  exampleApproval,
  exampleFilingId,
  exampleRecord,
} from "../../fixtures/filings/example-record.ts";

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** An API that says the version has moved, and has this filing. */
async function apiWith(filing: FilingRecord): Promise<string> {
  const api = createServer(({ method }, response) => {
    const [status, body] =
      method === "DELETE" ? [409, conflict] : [200, { filing, history: [] }];
    const mediaType =
      status === 409 ? "application/problem+json" : "application/json";
    response.writeHead(status, { "content-type": mediaType });
    response.end(JSON.stringify(body));
  });
  server = api;
  await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
}

const conflict = {
  type: "urn:used-car-filing:problem:filing-version-conflict",
  title: "Conflict",
  status: 409,
  code: "filing-version-conflict",
};

/** What the store is told when the deletion of version 6 meets this filing, and whether it ended as a conflict. */
async function meet(filing: FilingRecord): Promise<unknown[]> {
  const told: unknown[] = [];
  const client = createCompanionClient(await apiWith(filing), fetch);
  const filings = {
    acceptDelete: (_id: string, record: FilingRecord | null) => {
      told.push(["deleted", record?.version ?? null]);
      return null;
    },
    applyServerRecord: ({ version }: FilingRecord) => {
      told.push(["changed there", version]);
      return null;
    },
  } satisfies Partial<SendContext["filings"]>;
  const context = {
    client,
    token: "token",
    signal: new AbortController().signal,
    filings,
    meter: createTransferMeter(
      () => 0,
      () => undefined,
    ),
    onChanged: () => undefined,
  } as unknown as SendContext;
  const deleted = {
    id: exampleFilingId,
    pending: { kind: "delete", baseVersion: 6 },
  } as SyncedFiling;
  await sendDelete(context, deleted).catch((error: unknown) => {
    told.push((error as Error).message);
  });
  client.close();
  return told;
}

describe("a deletion whose answer was lost", () => {
  it.each(["new", "amendment"] as const)(
    "is known again by the approved row that came back: %s",
    async (kind) => {
      const approval = { ...exampleApproval(), kind };
      const filing = exampleRecord({
        kind,
        state: "approved",
        version: 7,
        approval,
      });
      expect(await meet(filing)).toEqual([["deleted", 7]]);
    },
  );

  it("is known again by the tombstone", async () => {
    expect(await meet(exampleRecord({ version: 7, isRemoved: true }))).toEqual([
      ["deleted", null],
    ]);
  });
});

describe("a deletion of what changed meanwhile", () => {
  it.each([
    ["saved on another machine", { state: "to-submit", version: 7 }],
    ["submitted and approved", { state: "approved", version: 8 }],
  ] as const)("is left to the clerk: %s", async (_, there) => {
    const approval = { ...exampleApproval(), kind: "amendment" as const };
    const filing = exampleRecord({ kind: "amendment", approval, ...there });
    expect(await meet(filing)).toEqual([
      ["changed there", there.version],
      "filing-version-conflict",
    ]);
  });
});
