import type {
  FilingList,
  FilingRow,
  RowAction,
  SyncMark,
} from "../../src-shared/filings/filing-procedures.ts";
import { isUnderWay } from "../../src-shared/filings/transitions.ts";
import { isWithinValidity } from "../../src-shared/filings/validity.ts";
import type { LocalFiling } from "./local-filing.ts";

/** How far the files of a submission that is being sent have come; null = it is not being sent right now. */
export type SendingProgress = (
  submissionId: string,
) => { sentFiles: number; totalFiles: number } | null;

export interface RowView {
  readonly now: Date;
  readonly progressOf: SendingProgress;
}

/** The list as the screen shows it: a deletion that only waits for the API is not shown. */
export function filingList(
  filings: readonly LocalFiling[],
  view: RowView,
): FilingList {
  const shown = filings.filter(isShown);
  return {
    rows: shown.map((filing) => filingRow(filing, view)),
    underWayId: underWayId(shown),
  };
}

export function filingRow(filing: LocalFiling, view: RowView): FilingRow {
  const { fields } = filing.content;
  return {
    id: filing.id,
    year: filing.year,
    uscc: fields.uscc,
    enterpriseName: fields.enterpriseName,
    enterpriseNature: fields.enterpriseNature,
    enterpriseCategory: fields.enterpriseCategory,
    reviewedAt: filing.approval?.reviewedAt ?? null,
    validUntil: filing.approval?.validUntil ?? null,
    kind: filing.kind,
    state: filing.state,
    sync: syncMark(filing, view.progressOf),
    hasWorkingCopy: filing.workingCopy !== null,
    actions: rowActions(filing, view.now),
    updatedAt: filing.updatedAt,
  };
}

/** The one application under way of this enterprise, as far as this machine knows. */
export function underWayId(filings: readonly LocalFiling[]): string | null {
  return (
    filings.find((filing) => isShown(filing) && isUnderWay(filing.state))?.id ??
    null
  );
}

/** A deletion that the API refused comes back into sight; so does an amendment's approved row. */
export function isShown({ pending, failure, state }: LocalFiling): boolean {
  return pending?.kind !== "delete" || failure !== null || state === "approved";
}

function syncMark(
  { failure, outgoing, pending, serverVersion }: LocalFiling,
  progressOf: SendingProgress,
): SyncMark {
  if (failure !== null) return { kind: "failed", problem: failure };
  if (outgoing !== null && outgoing.state !== "frozen") {
    const progress = progressOf(outgoing.submissionId);
    return progress === null
      ? { kind: "queued", isSigned: outgoing.signature !== null }
      : { kind: "sending", ...progress };
  }
  if (pending !== null) return { kind: "pending" };
  return serverVersion === null ? { kind: "local-only" } : { kind: "synced" };
}

/** Mission 3.2, in the order of the screen: the main action first, 删除 last. */
function rowActions(filing: LocalFiling, now: Date): RowAction[] {
  const { state, outgoing, pending, failure } = filing;
  const isWaiting =
    pending !== null ||
    outgoing?.state === "queued" ||
    outgoing?.state === "sending";
  const retry: RowAction[] = failure !== null && isWaiting ? ["retry"] : [];
  if (outgoing !== null && outgoing.state !== "frozen")
    return ["detail", "cancel-sending", ...retry];
  if (pending?.kind === "delete") return ["detail", ...retry];
  switch (state) {
    case "draft":
      return ["edit", "delete"];
    case "to-submit":
    case "returned":
      return ["edit", ...submitAction(filing), "detail", ...retry, "delete"];
    case "approved":
      return [...amendAction(filing, now), "detail"];
    case "under-review":
    case "expired":
    case "void":
      return ["detail"];
  }
}

/** Only what is saved can be signed, and only on a save that the API has not refused. */
function submitAction({ workingCopy, failure }: LocalFiling): RowAction[] {
  return workingCopy === null && failure === null ? ["submit"] : [];
}

function amendAction({ approval }: LocalFiling, now: Date): RowAction[] {
  return approval !== null && isWithinValidity(approval.validUntil, now)
    ? ["amend"]
    : [];
}
