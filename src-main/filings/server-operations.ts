import type {
  FilingRecord,
  HistoryEntry,
} from "../../src-shared/filings/filing-record.ts";
import { isUnderWay } from "../../src-shared/filings/transitions.ts";
import {
  ProblemError,
  type Problem,
} from "../../src-shared/problems/problem.ts";
import {
  applyServerRecord,
  confirmedBy,
  filingFromRecord,
  rebased,
} from "./apply-server-record.ts";
import { contentDigest } from "./content-digest.ts";
import { isForgotten } from "./forgotten.ts";
import { eraseRemoved } from "./removed-there.ts";
import { storedFormText } from "./stored-form.ts";
import type { FilingTables } from "./filing-tables.ts";
import type { LocalFiling, StateMove, FilingRowValue } from "./local-filing.ts";
import { refuseUnless } from "./outbox-operations.ts";
import type { Receipt } from "../../src-shared/companion-api/receipt.ts";

export interface ServerOperations {
  /** The API's answer to a submission: receipt, evidence and new state in one transaction. */
  acceptSubmission(
    submissionId: string,
    receipt: Receipt,
    record: FilingRecord,
  ): StateMove | null;
  /** What the API says a filing is. Working copy, waiting changes and waiting submissions stay. */
  applyServerRecord(
    record: FilingRecord,
    history?: readonly HistoryEntry[],
  ): StateMove | null;
  /** The API took the save of this id; a newer save made meanwhile goes on waiting, on the new version. */
  acceptSave(saveId: string, record: FilingRecord): StateMove | null;
  /** The API took the deletion (null: it has no such filing any more). */
  acceptDelete(filingId: string, record: FilingRecord | null): StateMove | null;
  putReceipt(filingId: string, receipt: Receipt): void;
  /** The change or submission stays; only the reason is told. null = forgotten, it is tried again. */
  markFailure(filingId: string, failure: Problem | null): void;
  /** The API will not take this new filing (another application is under way): it is a draft again, marked. */
  returnToDraft(filingId: string, failure: Problem): void;
}

export function serverOperations(tables: FilingTables): ServerOperations {
  const { filings, submissions, now, read, durably } = tables;
  const apply = (
    record: FilingRecord,
    history?: readonly HistoryEntry[],
  ): StateMove | null => {
    const before = read(record.id);
    if (before === null) {
      if (!record.isRemoved) filings.write(filingFromRecord(record, history));
      return null;
    }
    const after = record.isRemoved
      ? applyRemoval(tables, before, record)
      : applyKnown(tables, before, record, history);
    return after === null || after.state === before.state
      ? null
      : { filingId: record.id, from: before.state, to: after.state };
  };
  const change = (
    filingId: string,
    changed: (filing: LocalFiling) => Partial<LocalFiling>,
  ): void => {
    const filing = read(filingId);
    if (filing !== null) filings.write({ ...filing, ...changed(filing) });
  };

  return {
    applyServerRecord: (record, history) =>
      durably(() => apply(record, history)),
    acceptSave: (saveId, record) =>
      durably(() => {
        change(record.id, (filing) => settleSave(filing, saveId, record));
        // The change feed may have been quicker and brought a newer version already.
        const known = read(record.id)?.serverRecord ?? record;
        return apply(known.version > record.version ? known : record);
      }),
    acceptDelete: (filingId, record) =>
      durably(() => {
        const before = read(filingId);
        if (record === null || record.isRemoved) {
          if (before !== null) eraseRemoved(tables, before);
          return null;
        }
        if (before?.pending?.kind === "delete")
          filings.write({ ...before, pending: null, failure: null });
        return apply(record);
      }),
    acceptSubmission: (submissionId, receipt, record) =>
      durably(() => {
        const outgoing = submissions.readOutgoing(record.id);
        if (outgoing?.submissionId !== submissionId)
          throw new ProblemError("submission-unknown");
        refuseUnless(outgoing, "keep-receipt", "submission-unknown");
        submissions.markAccepted(outgoing, receipt, now().toISOString());
        const move = apply(record);
        change(record.id, () => ({ receipt, failure: null }));
        return move;
      }),
    putReceipt: (filingId, receipt) =>
      durably(() => change(filingId, () => ({ receipt }))),
    markFailure: (filingId, failure) =>
      durably(() => change(filingId, () => ({ failure }))),
    returnToDraft: (filingId, failure) =>
      durably(() =>
        change(filingId, ({ serverRecord, state }) => {
          // The API holds this filing: it cannot become a draft by a refused change.
          if (serverRecord !== null) return { failure };
          return {
            state: state === "to-submit" ? "draft" : state,
            pending: null,
            failure,
          };
        }),
      ),
  };
}

function settleSave(
  { pending }: LocalFiling,
  saveId: string,
  record: FilingRecord,
): Partial<LocalFiling> {
  if (pending === null) return {};
  if (pending.kind === "save" && pending.saveId === saveId)
    return { pending: null, failure: null };
  return record.version > pending.baseVersion
    ? { pending: rebased(pending, record) }
    : {};
}

function applyKnown(
  { filings, read }: FilingTables,
  before: LocalFiling,
  record: FilingRecord,
  history: readonly HistoryEntry[] | undefined,
): LocalFiling | null {
  const known = before.serverVersion ?? 0;
  if (record.version < known) return null;
  const isSame = isSameVersion(before, record);
  const isOldNews = isSame && before.pending !== null;
  const isOtherWay = !isSame && record.version === known;
  const next = isOldNews ? before : applyOther(before, record, isOtherWay);
  filings.write(history === undefined ? next : { ...next, history });
  keepAsWorkingCopy(filings, before, record);
  if (isOtherWay || isForgotten(before))
    keepAgainstTheirs(filings, before, record);
  return read(record.id);
}

function isSameVersion(
  { serverRecord }: LocalFiling,
  { version, updatedAt }: FilingRecord,
): boolean {
  return (
    serverRecord?.version === version && serverRecord.updatedAt === updatedAt
  );
}

/**
 * An API put back from a copy may have come to the same version another way. What waits here rests on what is gone:
 * sent, it would undo the other's work unseen, so the clerk decides.
 */
function applyOther(
  before: LocalFiling,
  record: FilingRecord,
  isOtherWay: boolean,
): FilingRowValue {
  const next = applyServerRecord(before, record);
  const isContentSame =
    before.serverRecord !== null &&
    contentDigest(before.serverRecord.content) ===
      contentDigest(record.content);
  if (!isOtherWay || isContentSame || next.pending === null) return next;
  return {
    ...next,
    pending: { ...next.pending, baseVersion: record.version - 1 },
    failure: {
      code: "filing-version-conflict",
      facts: { currentVersion: record.version },
    },
  };
}

/**
 * A draft here that the API turns out to hold: what was typed since becomes its working copy. So does an amendment
 * whose deletion was taken back too late.
 */
function keepAsWorkingCopy(
  filings: FilingTables["filings"],
  before: LocalFiling,
  record: FilingRecord,
): void {
  const isDeletedAmendment =
    before.isDeletionUndone &&
    isAmendmentGone(before, record) &&
    before.pending === null &&
    before.workingCopy === null;
  const isKept =
    (before.state === "draft" || isDeletedAmendment) &&
    contentDigest(before.content) !== contentDigest(record.content);
  if (isKept)
    filings.putWorkingCopy(
      record.id,
      storedFormText(before.content),
      before.updatedAt,
    );
}

/** Saved once at an API that was put back from a copy and moved on: the clerk decides which of the two stands. */
function keepAgainstTheirs(
  filings: FilingTables["filings"],
  before: LocalFiling,
  { id, content }: FilingRecord,
): void {
  const isKept =
    before.pending === null &&
    before.workingCopy === null &&
    contentDigest(before.content) !== contentDigest(content);
  const row = isKept ? filings.read(id) : null;
  if (row === null) return;
  filings.write({ ...row, movedUnderCopy: { base: null } });
  filings.putWorkingCopy(id, storedFormText(before.content), before.updatedAt);
}

/** The row stands again on the very approval that the amendment was to change. */
function isAmendmentGone(before: LocalFiling, record: FilingRecord): boolean {
  return (
    before.kind === "amendment" &&
    isUnderWay(before.state) &&
    !isUnderWay(record.state) &&
    record.kind === record.approval?.kind &&
    record.approval.reviewedAt === before.approval?.reviewedAt
  );
}

function applyRemoval(
  tables: FilingTables,
  before: LocalFiling,
  record: FilingRecord,
): null {
  if (isOfOlderCopy(before, record)) {
    const failure = { code: "sync-companion-forgot" } as const;
    tables.filings.write({ ...before, failure });
    return null;
  }
  if (before.outgoing !== null && before.outgoing.state !== "frozen") {
    const failure = { code: "submission-base-moved" } as const;
    tables.filings.write({ ...before, ...confirmedBy(record), failure });
    return null;
  }
  eraseRemoved(tables, before);
  return null;
}

/** Deleted at an API put back from a copy, by somebody who could not see what this machine knows. */
function isOfOlderCopy(before: LocalFiling, record: FilingRecord): boolean {
  const known = before.serverVersion ?? 0;
  return (
    before.pending?.kind !== "delete" &&
    (record.version < known ||
      (record.version === known && !isSameVersion(before, record)))
  );
}
