import {
  filingStateSchema,
  type FilingState,
} from "../../src-shared/filings/filing-state.ts";
import type { FilingRowValue } from "./local-filing.ts";

export function isForgotten({
  failure,
}: Pick<FilingRowValue, "failure">): boolean {
  return failure?.code === "sync-companion-forgot";
}

/** The state in which the API, put back from a copy, has an older version of this filing; null: it has none. */
export function olderStateAtCompanion({
  failure,
}: Pick<FilingRowValue, "failure">): FilingState | null {
  return filingStateSchema.safeParse(failure?.facts?.["state"]).data ?? null;
}
