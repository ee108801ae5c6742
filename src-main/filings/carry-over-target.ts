import { isInConflict } from "./decide-conflict.ts";
import type { LocalFiling } from "./local-filing.ts";
import { countsAsUnderWay } from "./under-way.ts";

/** The application under way that can take a draft's contents as its working copy; null = none can now. */
export function carryOverTarget(
  draft: LocalFiling,
  filings: readonly LocalFiling[],
): LocalFiling | null {
  if (draft.state !== "draft") return null;
  const target = filings.find(
    (filing) => countsAsUnderWay(filing) && filing.state !== "draft",
  );
  return target !== undefined && canTakeContents(target) ? target : null;
}

function canTakeContents(filing: LocalFiling): boolean {
  const { state, workingCopy, outgoing, pending } = filing;
  return (
    (state === "to-submit" || state === "returned") &&
    workingCopy === null &&
    pending?.kind !== "delete" &&
    (outgoing === null || outgoing.state === "frozen") &&
    !isInConflict(filing)
  );
}
