import { describe, expect, it } from "vitest";
import type { SendContext } from "../../../src-main/sync/send-context.ts";
import { sendWaiting } from "../../../src-main/sync/send-waiting.ts";
import type { SyncedFiling } from "../../../src-main/sync/synced-filings.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";

function deletion(id: string, turn?: number): SyncedFiling {
  return {
    id,
    pending: { kind: "delete", baseVersion: 1, ...(turn && { turn }) },
    outgoing: null,
    failure: null,
  } as SyncedFiling;
}

describe("what waits", () => {
  it("goes in the order of the clicks, rows from before that was kept in front, and none holds up the others", async () => {
    const rows = [
      deletion("third", 9),
      deletion("first"),
      deletion("second", 4),
    ];
    const asked: string[] = [];
    const context = {
      filings: {
        list: () => rows,
        get: (id: string) => rows.find((row) => row.id === id) ?? null,
        markFailure: () => undefined,
      },
      client: {
        call: async (
          _name: string,
          { params }: { params: { filingId: string } },
        ) => {
          asked.push(params.filingId);
          throw new ProblemError("filing-action-not-allowed");
        },
      },
      meter: { begin: () => undefined, end: () => undefined },
      pause: { aborted: false },
      caughtUp: async () => undefined,
      signal: { aborted: false },
      onChanged: () => undefined,
    } as unknown as SendContext;
    const outcome = await sendWaiting(context, () => undefined);
    expect([asked, outcome]).toEqual([
      ["first", "second", "third"],
      { kind: "done" },
    ]);
  });
});
