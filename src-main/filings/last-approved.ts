import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import type { LocalFiling } from "./local-filing.ts";

/** What was approved last, for 复制上次备案; null = nothing was yet. */
export function lastApproved(
  filings: readonly LocalFiling[],
): FilingContent | null {
  const approvals = filings.flatMap(({ state, approval }) =>
    approval !== null && wasDecided.has(state) ? [approval] : [],
  );
  return (
    approvals.sort((one, other) =>
      other.reviewedAt.localeCompare(one.reviewedAt),
    )[0]?.content ?? null
  );
}

const wasDecided: ReadonlySet<LocalFiling["state"]> = new Set([
  "approved",
  "expired",
  "void",
]);
