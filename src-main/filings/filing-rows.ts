import type {
  FilingList,
  FilingRow,
  RowAction,
  SyncMark,
} from "../../src-shared/filings/filing-procedures.ts";
import {
  heldAfterRestore,
  isHeld,
} from "../../src-shared/filings/held-after-restore.ts";
import { tellSendingState } from "../../src-shared/filings/outbox.ts";
import { isWithinValidity } from "../../src-shared/filings/validity.ts";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { carryOverTarget } from "./carry-over-target.ts";
import { isInConflict } from "./decide-conflict.ts";
import { exportableContent } from "./exportable-content.ts";
import { isForgotten, olderStateAtCompanion } from "./forgotten.ts";
import { lastApproved } from "./last-approved.ts";
import type { LocalFiling, PendingDelete } from "./local-filing.ts";
import { underWayId } from "./under-way.ts";

/** How far the files of a filing that is being sent have come; null = nothing of it is on its way right now. */
export type SendingProgress = (
  filingId: string,
) => { sentFiles: number; totalFiles: number } | null;

export interface RowView {
  readonly now: Date;
  readonly progressOf: SendingProgress;
  /** All rows; asked only where one row depends on the others. */
  readonly filings: () => readonly LocalFiling[];
}

export function filingList(
  filings: readonly LocalFiling[],
  { now, progressOf }: Omit<RowView, "filings">,
): FilingList {
  const view = { now, progressOf, filings: () => filings };
  const forbidding = underWayId(filings);
  return {
    // The newest first: what is under way stands on the first page however many years came before.
    rows: filings.toReversed().map((filing) => filingRow(filing, view)),
    underWayId: forbidding,
    canCopy: forbidding === null && lastApproved(filings) !== null,
  };
}

export function filingRow(filing: LocalFiling, view: RowView): FilingRow {
  const { fields } = filing.content;
  const refusal = amendRefusal(filing, view);
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
    actions: rowActions(filing, view, refusal),
    amendRefusal: refusal,
    remark: filing.voidReason ?? filing.opinion?.text ?? null,
    updatedAt: filing.updatedAt,
  };
}

function syncMark(filing: LocalFiling, progressOf: SendingProgress): SyncMark {
  const state = tellSendingState({
    outgoing: filing.outgoing,
    isChangeWaiting: filing.pending !== null,
    isKnownToCompanion: filing.serverVersion !== null,
    failure: filing.failure ?? (isHeld(filing) ? heldAfterRestore : null),
    progress: progressOf(filing.id),
  });
  switch (state.kind) {
    case "needs-attention":
      return { kind: "failed", problem: state.problem };
    case "uploading":
      return { ...state, kind: "sending" };
    case "signed":
    case "queued":
      return { kind: "queued", isSigned: state.isSigned };
    case "saved":
      return { kind: "pending" };
    case "accepted":
      return { kind: "synced" };
    case "frozen":
      return filing.serverVersion === null
        ? { kind: "local-only" }
        : { kind: "synced" };
    case "editing":
      return { kind: "local-only" };
  }
}

/** Mission 3.2, in the order of the screen: the main action first, 删除 last. */
function rowActions(
  filing: LocalFiling,
  view: RowView,
  refusal: Problem | null,
): RowAction[] {
  const { state, outgoing, pending } = filing;
  const isWaiting =
    pending !== null ||
    outgoing?.state === "queued" ||
    outgoing?.state === "sending";
  const retry: RowAction[] = isWaiting ? againAction(filing) : [];
  if (outgoing !== null && outgoing.state !== "frozen")
    return ["detail", "cancel-sending", ...retry];
  if (isInConflict(filing)) return ["resolve", "detail"];
  if (isForgotten(filing) && pending?.kind !== "delete")
    return [
      ...startOverAction(filing, view),
      "detail",
      ...exportAction(filing),
      ...retry,
      ...(state === "to-submit" && olderStateAtCompanion(filing) === null
        ? (["delete"] as const)
        : []),
    ];
  if (pending?.kind === "delete")
    return ["detail", ...undoAction(pending), ...retry];
  switch (state) {
    case "draft":
      return [
        "edit",
        ...carryOverAction(filing, view),
        ...exportAction(filing),
        "delete",
      ];
    case "to-submit":
    case "returned":
      return [
        "edit",
        ...submitAction(filing),
        "detail",
        ...exportAction(filing),
        ...retry,
        "delete",
      ];
    case "approved":
      return refusal === null ? ["amend", "detail"] : ["detail"];
    case "under-review":
    case "expired":
    case "void":
      return ["detail"];
  }
}

function againAction(filing: LocalFiling): RowAction[] {
  if (filing.failure !== null) return ["retry"];
  return isHeld(filing) ? ["send-held"] : [];
}

/** Only what is saved can be signed, and only on a save that the API has not refused. */
function submitAction({ workingCopy, failure }: LocalFiling): RowAction[] {
  return workingCopy === null && failure === null ? ["submit"] : [];
}

function undoAction({ before }: PendingDelete): RowAction[] {
  return before === undefined ? [] : ["undo-delete"];
}

function carryOverAction(filing: LocalFiling, view: RowView): RowAction[] {
  return carryOverTarget(filing, view.filings()) === null ? [] : ["carry-over"];
}

/** A draft can only begin where nothing is under way; an older version at the API goes on as it is. */
function startOverAction(filing: LocalFiling, view: RowView): RowAction[] {
  const isPossible =
    olderStateAtCompanion(filing) !== null ||
    underWayId(view.filings()) === null;
  return isPossible ? ["start-over"] : [];
}

function exportAction(filing: LocalFiling): RowAction[] {
  return exportableContent(filing) === null ? [] : ["export"];
}

function amendRefusal(filing: LocalFiling, view: RowView): Problem | null {
  const { state, approval } = filing;
  if (state !== "approved") return null;
  if (approval === null || !isWithinValidity(approval.validUntil, view.now))
    return { code: "filing-amendment-too-late" };
  const other = underWayId(view.filings());
  return other === null
    ? null
    : { code: "filing-application-under-way", facts: { filingId: other } };
}
