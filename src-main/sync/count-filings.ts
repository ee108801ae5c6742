import { isHeld } from "../../src-shared/filings/held-after-restore.ts";
import type { FilingCounts } from "../../src-shared/sync/sync-procedures.ts";
import { isWaiting } from "./send-waiting.ts";
import type { SyncedFiling } from "./synced-filings.ts";

export const noFilings: FilingCounts = {
  draft: 0,
  waiting: 0,
  sent: 0,
  toSubmit: 0,
  attention: 0,
};

/** 草稿, 待发送, 已发送. */
export function countFilings(filings: readonly SyncedFiling[]): FilingCounts {
  const counts = { ...noFilings };
  for (const filing of filings) {
    if (isWaiting(filing)) counts.waiting += 1;
    else if (filing.serverVersion === null) counts.draft += 1;
    else {
      counts.sent += 1;
      if (filing.state === "to-submit" || filing.state === "returned")
        counts.toSubmit += 1;
    }
    if (filing.failure !== null || isHeld(filing)) counts.attention += 1;
  }
  return counts;
}
