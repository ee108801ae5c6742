import {
  isUnderWay,
  transition,
  type FilingAction,
  type FilingOutcome,
  type FilingStanding,
} from "../../src-shared/filings/transitions.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionTransaction } from "../storage/open-database.ts";
import { appendHistory, type FilingActor } from "./filing-history-store.ts";
import {
  updateFiling,
  type FilingChanges,
  type FilingRow,
} from "./filing-store.ts";
import { readContent } from "./to-filing-record.ts";

export interface FilingMove {
  readonly action: FilingAction;
  readonly actor: FilingActor;
  readonly at: Date;
  readonly remark?: string | null;
  readonly changes?: FilingChanges;
}

/**
 * The one way a filing changes: the state machine is asked, row, history and change feed are written together.
 * Throws `filing-transition-refused`.
 */
export async function moveFiling(
  transaction: CompanionTransaction,
  row: FilingRow,
  { action, actor, at, remark = null, changes = {} }: FilingMove,
): Promise<FilingRow> {
  const outcome =
    row.is_removed === 1 ? undefined : transition(standingOf(row), action);
  if (outcome === undefined) {
    throw new ProblemError("filing-transition-refused", {
      action,
      state: row.state,
    });
  }
  const moved = await updateFiling(
    transaction,
    row.id,
    { ...standingColumns(row, outcome), ...changes },
    at,
  );
  await appendHistory(
    transaction,
    row.id,
    {
      at: at.toISOString(),
      action,
      fromState: row.state,
      toState: outcome.kind === "removed" ? null : moved.state,
      kind: moved.kind,
      version: moved.version,
      remark,
    },
    actor,
  );
  return moved;
}

/** Where a row stands, for the state machine. */
export function standingOf({
  state,
  kind,
  approved_kind,
}: FilingRow): FilingStanding {
  return { state, kind, approvedKind: approved_kind };
}

function standingColumns(
  row: FilingRow,
  outcome: FilingOutcome,
): FilingChanges {
  if (outcome.kind === "removed") return { is_removed: 1 };
  const { state, kind, approvedKind } = outcome.to;
  if (state === null || state === "draft")
    throw new TypeError(`the API holds no filing in state ${String(state)}`);
  const standing = { state, kind, approved_kind: approvedKind };
  // An amendment that ends before its approval leaves the row with what was in force, not with what was asked for.
  const isAmendmentDropped =
    row.kind === "amendment" && isUnderWay(row.state) && endsAmendment(outcome);
  return isAmendmentDropped && row.approved_content !== null
    ? { ...standing, content: readContent(row.approved_content) }
    : standing;
}

function endsAmendment(outcome: FilingOutcome): boolean {
  if (outcome.kind === "restored") return true;
  return (
    outcome.kind === "moved" &&
    (outcome.to.state === "expired" || outcome.to.state === "void")
  );
}
