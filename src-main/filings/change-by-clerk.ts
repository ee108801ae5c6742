import { randomUUID } from "node:crypto";
import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import { formVersion } from "../../src-shared/filings/frozen-submission.ts";
import {
  standingOf,
  transition,
} from "../../src-shared/filings/transitions.ts";
import { shanghaiDay } from "../../src-shared/filings/validity.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { confirmedBy, underPending } from "./apply-server-record.ts";
import { contentDigest } from "./content-digest.ts";
import type {
  PendingDelete,
  PendingSave,
  FilingRowValue,
} from "./local-filing.ts";

export function newDraft(
  id: string,
  content: FilingContent,
  now: Date,
): FilingRowValue {
  const at = now.toISOString();
  return {
    id,
    kind: "new",
    state: "draft",
    year: Number(shanghaiDay(now).slice(0, 4)),
    createdAt: at,
    updatedAt: at,
    content,
    workingCopy: null,
    movedUnderCopy: null,
    ...confirmedBy(null),
    history: [],
    receipt: null,
    pending: null,
    failure: null,
    isDeletionUndone: false,
    formVersion,
    toCheck: [],
  };
}

/**
 * 保存信息. `restsOn` is the digest of the content that the form was opened on: where another machine's change came
 * in between, the save waits for the clerk's decision instead of undoing that change.
 */
export function saveByClerk(
  filing: FilingRowValue,
  content: FilingContent,
  now: Date,
  restsOn: string | null = null,
): FilingRowValue {
  const { state, pending } = filing;
  const action = state === "approved" ? "amend" : "save";
  const outcome = transition(standingOf(filing), action);
  if (
    outcome?.kind !== "moved" ||
    outcome.to.state === null ||
    pending?.kind === "delete"
  )
    throw new ProblemError("filing-action-not-allowed");
  return {
    ...filing,
    state: outcome.to.state,
    kind: outcome.to.kind,
    content,
    workingCopy: null,
    movedUnderCopy: null,
    updatedAt: now.toISOString(),
    ...(saveOnMovedBase(filing, content, now, restsOn) ?? {
      pending: nextSave(filing, content, now),
      failure: null,
    }),
    isDeletionUndone: false,
    toCheck: [],
  };
}

/** Not sent before the clerk has decided, and the API would refuse it anyway. */
function saveOnMovedBase(
  filing: FilingRowValue,
  content: FilingContent,
  now: Date,
  restsOn: string | null,
): Pick<FilingRowValue, "pending" | "failure"> | null {
  const { serverVersion, pending, movedUnderCopy } = filing;
  if (serverVersion === null || pending !== null) return null;
  const known = contentDigest(filing.content);
  const hasMoved =
    movedUnderCopy !== null || (restsOn !== null && restsOn !== known);
  if (!hasMoved || known === contentDigest(content)) return null;
  const base = movedUnderCopy?.base ?? null;
  return {
    pending: {
      kind: "save",
      saveId: randomUUID(),
      baseVersion: serverVersion - 1,
      ...(base === null ? {} : { base }),
      changedAt: now.toISOString(),
      replacedDigests: [],
    },
    failure: {
      code: "filing-version-conflict",
      facts: { currentVersion: serverVersion },
    },
  };
}

function nextSave(
  { pending, content: before, serverRecord }: FilingRowValue,
  content: FilingContent,
  now: Date,
): PendingSave {
  const changedAt = now.toISOString();
  if (pending?.kind !== "save")
    return {
      kind: "save",
      saveId: randomUUID(),
      baseVersion: serverRecord?.version ?? 0,
      ...(serverRecord === null ? {} : { base: serverRecord.content }),
      changedAt,
      replacedDigests: [],
    };
  const replaced = contentDigest(before);
  if (replaced === contentDigest(content)) return pending;
  return {
    ...pending,
    saveId: randomUUID(),
    changedAt,
    replacedDigests: [...new Set([...pending.replacedDigests, replaced])],
  };
}

/** 删除; null = nothing is left to tell the API. */
export function deleteByClerk(
  filing: FilingRowValue,
  now: Date,
): FilingRowValue | null {
  const { state, serverRecord, pending } = filing;
  const outcome = transition(standingOf(filing), "delete");
  if (
    outcome === undefined ||
    outcome.kind === "moved" ||
    pending?.kind === "delete"
  )
    throw new ProblemError("filing-action-not-allowed");
  if (state === "draft") return null;
  const pendingDelete = nextDelete(filing, now);
  const changed = {
    ...filing,
    workingCopy: null,
    movedUnderCopy: null,
    failure: null,
    isDeletionUndone: false,
  };
  if (serverRecord === null) return { ...changed, pending: pendingDelete };
  const isAmendmentUnknownToApi =
    outcome.kind === "restored" && serverRecord.state === "approved";
  const next = isAmendmentUnknownToApi ? null : pendingDelete;
  return {
    ...changed,
    ...underPending(next, serverRecord.content, serverRecord),
    updatedAt: now.toISOString(),
    pending: next,
  };
}

/** 撤销删除; working copy and waiting save included. */
export function undoDelete(filing: FilingRowValue): FilingRowValue {
  const { pending, serverVersion } = filing;
  const isPossible =
    pending?.kind === "delete" &&
    pending.before !== undefined &&
    (serverVersion ?? 0) <= pending.baseVersion;
  if (!isPossible) throw new ProblemError("filing-action-not-allowed");
  return { ...filing, ...pending.before, isDeletionUndone: true };
}

function nextDelete(filing: FilingRowValue, now: Date): PendingDelete {
  const { pending, content, serverVersion } = filing;
  const { state, kind, workingCopy, movedUnderCopy, failure, toCheck } = filing;
  const saved = pending?.kind === "save" ? pending : null;
  return {
    kind: "delete",
    // A first save that was never answered may have arrived; it would have made version 1.
    baseVersion: serverVersion ?? 1,
    changedAt: now.toISOString(),
    replacedDigests:
      saved === null ? [] : [...saved.replacedDigests, contentDigest(content)],
    before: {
      state,
      kind,
      content,
      workingCopy,
      movedUnderCopy,
      failure,
      pending: saved,
      toCheck,
    },
  };
}
