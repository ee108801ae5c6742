import { formVersion } from "../../src-shared/filings/frozen-submission.ts";
import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import type {
  FilingRecord,
  HistoryEntry,
} from "../../src-shared/filings/filing-record.ts";
import {
  standingOf,
  transition,
} from "../../src-shared/filings/transitions.ts";
import { contentDigest } from "./content-digest.ts";
import { isForgotten } from "./forgotten.ts";
import type {
  LocalFiling,
  MovedUnderCopy,
  PendingChange,
  FilingRowValue,
} from "./local-filing.ts";

/** What the API alone decides, read off its record. */
export function confirmedBy(
  serverRecord: FilingRecord | null,
): Pick<
  LocalFiling,
  | "serverRecord"
  | "serverVersion"
  | "approval"
  | "opinion"
  | "voidReason"
  | "latestSubmission"
> {
  return {
    serverRecord,
    serverVersion: serverRecord?.version ?? null,
    approval: serverRecord?.approval ?? null,
    opinion: serverRecord?.opinion ?? null,
    voidReason: serverRecord?.voidReason ?? null,
    latestSubmission: serverRecord?.latestSubmission ?? null,
  };
}

/** A filing of the enterprise that this machine sees for the first time. */
export function filingFromRecord(
  record: FilingRecord,
  history: readonly HistoryEntry[] = [],
): FilingRowValue {
  const { id, kind, state, year, createdAt, updatedAt, content } = record;
  return {
    id,
    kind,
    state,
    year,
    createdAt,
    updatedAt,
    content,
    workingCopy: null,
    movedUnderCopy: null,
    ...confirmedBy(record),
    history,
    receipt: null,
    pending: null,
    failure: null,
    isDeletionUndone: false,
    formVersion,
    toCheck: [],
  };
}

/**
 * The API's word on a filing, under what the clerk changed here: its state counts, a waiting change stays on
 * top of it. A change that turns out to have arrived already (its answer was lost) is no longer waiting.
 */
export function applyServerRecord(
  local: FilingRowValue,
  record: FilingRecord,
): FilingRowValue {
  const pending = stillPending(local, record);
  return {
    ...filingFromRecord(record, local.history),
    ...underPending(pending, local.content, record),
    workingCopy: local.workingCopy,
    movedUnderCopy: movedUnderCopy(local, record),
    receipt: local.receipt,
    pending,
    failure: stillFailing(local, pending),
    // The API knows the filing in a newer version: the deletion did not come before that.
    isDeletionUndone:
      local.isDeletionUndone && record.version === local.serverVersion,
    toCheck: local.toCheck,
  };
}

function stillFailing(
  { failure, pending: before }: FilingRowValue,
  pending: PendingChange | null,
): LocalFiling["failure"] {
  const isArrived = pending === null && before !== null;
  return isArrived || isForgotten({ failure }) ? null : failure;
}

function movedUnderCopy(
  { movedUnderCopy: known, workingCopy, pending, content }: FilingRowValue,
  record: FilingRecord,
): MovedUnderCopy | null {
  if (known !== null || workingCopy === null || pending !== null) return known;
  const theirs = contentDigest(record.content);
  const isOther =
    theirs !== contentDigest(content) &&
    theirs !== contentDigest(workingCopy.content);
  return isOther ? { base: content } : null;
}

function stillPending(
  local: FilingRowValue,
  record: FilingRecord,
): PendingChange | null {
  const { pending } = local;
  if (pending === null || record.version <= pending.baseVersion) return pending;
  const found = contentDigest(record.content);
  if (pending.kind === "save" && found === contentDigest(local.content))
    return null;
  const isOwnEarlierSave =
    record.version === pending.baseVersion + 1 &&
    pending.replacedDigests.includes(found);
  return isOwnEarlierSave ? rebased(pending, record) : pending;
}

/** The same change on a newer version, which is known to hold our own earlier saves. */
export function rebased(
  pending: PendingChange,
  { version, content }: FilingRecord,
): PendingChange {
  const moved = { baseVersion: version, replacedDigests: [] };
  return pending.kind === "save"
    ? { ...pending, ...moved, base: content }
    : { ...pending, ...moved };
}

/** What the row shows while a change waits, as far as the API's state still allows that change. */
export function underPending(
  pending: PendingChange | null,
  ownContent: FilingContent,
  record: FilingRecord,
): Pick<LocalFiling, "state" | "kind" | "content"> {
  const { state, kind, content } = record;
  const from = standingOf(record);
  if (pending === null) return { state, kind, content };
  if (pending.kind === "delete") {
    const outcome = transition(from, "delete");
    return outcome?.kind === "restored" && outcome.to.state !== null
      ? {
          state: outcome.to.state,
          kind: outcome.to.kind,
          content: record.approval?.content ?? content,
        }
      : { state, kind, content };
  }
  const outcome = transition(
    from,
    record.state === "approved" ? "amend" : "save",
  );
  return outcome?.kind === "moved" && outcome.to.state !== null
    ? {
        state: outcome.to.state,
        kind: outcome.to.kind,
        content: ownContent,
      }
    : { state, kind, content: ownContent };
}
