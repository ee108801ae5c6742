import { randomUUID } from "node:crypto";
import { expect, it, vi } from "vitest";
import { createSynchroniser } from "../../../src-main/sync/create-synchroniser.ts";
import type {
  SyncedPerson,
  SynchroniserOptions,
} from "../../../src-main/sync/synchroniser-options.ts";

/** An API between whose answers nothing fails, as when it is put back from a copy while no request is on its way. */
function startQuietly(starts: readonly string[]) {
  const asked: string[] = [];
  const waiting = Promise.withResolvers<never>();
  let polls = 0;
  const answer = (name: string): unknown => {
    asked.push(name);
    if (name === "listFilings") return { filings: [], cursor: 3 };
    const startId = starts[polls++];
    return startId === undefined
      ? waiting.promise
      : { filings: [], cursor: 3, startId };
  };
  const sync = createSynchroniser({
    client: {
      call: async (name: string) => answer(name),
      close: () => undefined,
    },
    timers: {
      after: (_waitMs: number, run: () => void) => {
        const soon = setTimeout(run, 1);
        return () => {
          clearTimeout(soon);
        };
      },
    },
    now: () => new Date(),
    onStateChanged: () => undefined,
    onFilingsChanged: () => undefined,
    logDefect: (error: unknown) => {
      throw error;
    },
  } as unknown as SynchroniserOptions);
  sync.begin(
    {
      filings: { list: () => [] },
      cursor: { read: () => 3, write: () => undefined },
    } as unknown as SyncedPerson,
    "token",
  );
  return { asked, polls: () => polls };
}

it.each([
  ["once more where it was started again", [1, 1, 2], 2],
  ["not again where it was not", [1, 1, 1], 1],
])("asks the API for everything %s", async (_when, order, times) => {
  const ids = [randomUUID(), randomUUID(), randomUUID()];
  const starts = order.map((nth) => ids[nth] ?? "");
  const { asked, polls } = startQuietly(starts);
  await vi.waitFor(() => {
    expect(polls()).toBe(starts.length + 1);
  });
  expect(asked.filter((name) => name === "listFilings")).toHaveLength(times);
});
