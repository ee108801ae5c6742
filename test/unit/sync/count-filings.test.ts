import { expect, it } from "vitest";
import { countFilings } from "../../../src-main/sync/count-filings.ts";
import type { SyncedFiling } from "../../../src-main/sync/synced-filings.ts";

const outgoing = (state: "frozen" | "queued") =>
  ({ state }) as SyncedFiling["outgoing"];
const filing = (given: Partial<SyncedFiling>): SyncedFiling =>
  ({
    state: "draft",
    serverVersion: null,
    pending: null,
    outgoing: null,
    failure: null,
    ...given,
  }) as SyncedFiling;

it("counts what only lies here, what waits and what the API has, and tells how much of that was never submitted", () => {
  const sent = { serverVersion: 2 };
  expect(
    countFilings([
      filing({}),
      filing({ ...sent, state: "to-submit" }),
      filing({ ...sent, state: "returned" }),
      filing({ ...sent, state: "under-review" }),
      filing({ ...sent, state: "approved" }),
      filing({ ...sent, state: "to-submit", outgoing: outgoing("frozen") }),
      filing({ ...sent, state: "to-submit", outgoing: outgoing("queued") }),
      filing({ pending: { kind: "save", saveId: "1", baseVersion: 0 } }),
      filing({
        ...sent,
        state: "to-submit",
        pending: { kind: "delete", baseVersion: 2 },
        failure: { code: "filing-version-conflict" },
      }),
    ]),
  ).toEqual({ draft: 1, waiting: 3, sent: 5, toSubmit: 3, attention: 1 });
});
