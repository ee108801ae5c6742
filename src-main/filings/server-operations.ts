import { randomUUID } from "node:crypto";
import type {
  FilingRecord,
  HistoryEntry,
} from "../../src-shared/filings/filing-record.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import {
  applyServerRecord,
  confirmedBy,
  filingFromRecord,
  rebased,
} from "./apply-server-record.ts";
import { newDraft } from "./change-by-clerk.ts";
import { contentDigest } from "./content-digest.ts";
import type { FilingStore } from "./filing-store.ts";
import type { FilingTables } from "./filing-tables.ts";
import type { LocalFiling, StateMove } from "./local-filing.ts";

type ServerOperations = Pick<
  FilingStore,
  | "acceptSubmission"
  | "applyServerRecord"
  | "acceptSave"
  | "acceptDelete"
  | "putReceipt"
  | "markFailure"
  | "returnToDraft"
>;

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
        if (record === null || record.isRemoved) {
          filings.erase(filingId);
          return null;
        }
        change(filingId, () => ({ pending: null, failure: null }));
        return apply(record);
      }),
    acceptSubmission: (submissionId, receipt, record) =>
      durably(() => {
        const outgoing = submissions.readOutgoing(record.id);
        if (
          outgoing?.submissionId !== submissionId ||
          outgoing.state === "frozen"
        )
          throw new ProblemError("submission-unknown");
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
  { version }: FilingRecord,
): Partial<LocalFiling> {
  if (pending === null) return {};
  if (pending.kind === "save" && pending.saveId === saveId)
    return { pending: null, failure: null };
  return version > pending.baseVersion
    ? { pending: rebased(pending, version) }
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
  const isOldNews = record.version === known && before.pending !== null;
  const next = isOldNews ? before : applyServerRecord(before, record);
  filings.write(history === undefined ? next : { ...next, history });
  keepTypingOfDraft(filings, before, record);
  return read(record.id);
}

/** A draft here that the API turns out to hold: what was typed since becomes its working copy. */
function keepTypingOfDraft(
  filings: FilingTables["filings"],
  before: LocalFiling,
  record: FilingRecord,
): void {
  const isTyped =
    before.state === "draft" &&
    contentDigest(before.content) !== contentDigest(record.content);
  if (isTyped)
    filings.putWorkingCopy(
      record.id,
      JSON.stringify(before.content),
      before.updatedAt,
    );
}

/** Removed on another machine: what was changed here and never sent stays as a draft of its own. */
function applyRemoval(
  { filings, submissions, now }: FilingTables,
  before: LocalFiling,
  record: FilingRecord,
): LocalFiling | null {
  if (before.outgoing !== null && before.outgoing.state !== "frozen") {
    const failure = { code: "submission-base-moved" } as const;
    filings.write({ ...before, ...confirmedBy(record), failure });
    return null;
  }
  const own =
    before.workingCopy?.content ??
    (before.pending?.kind === "save" || before.state === "draft"
      ? before.content
      : null);
  filings.erase(record.id);
  submissions.dropFrozen(record.id);
  if (own !== null)
    filings.write({
      ...newDraft(randomUUID(), own, now()),
      failure: { code: "filing-not-found" },
    });
  return null;
}
