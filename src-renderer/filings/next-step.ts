import type { FilingRow } from "../../src-shared/filings/filing-procedures.ts";
import { nextSteps, type NextStep } from "../text/filing-list-text.ts";

/** What the clerk does next with the application under way; null = it is not under way. */
export function nextStepOf(
  row: FilingRow,
  isUnsigned = false,
): NextStep | null {
  if (row.actions.includes("resolve")) return nextSteps.conflict;
  if (row.actions.includes("start-over")) return nextSteps["start-over"];
  if (row.actions.includes("send-held")) return nextSteps.held;
  if (row.actions.includes("undo-delete")) return nextSteps["to-delete"];
  const isOnItsWay = row.sync.kind === "queued" || row.sync.kind === "sending";
  switch (row.state) {
    case "draft":
      if (row.actions.includes("carry-over")) return nextSteps["carry-over"];
      return row.sync.kind === "failed" ? nextSteps.failed : nextSteps.draft;
    case "to-submit":
    case "returned":
      if (row.sync.kind === "failed") return nextSteps.failed;
      if (row.hasWorkingCopy) return nextSteps.unsaved;
      // 发送中 is said of a save on its way, too; only a submission can be cancelled.
      if (isOnItsWay && row.actions.includes("cancel-sending"))
        return nextSteps.queued;
      return row.state === "to-submit" && isUnsigned
        ? nextSteps["to-submit-unsigned"]
        : nextSteps[row.state];
    case "under-review":
      return nextSteps["under-review"];
    case "approved":
    case "expired":
    case "void":
      return null;
  }
}
