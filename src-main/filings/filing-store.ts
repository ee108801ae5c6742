import type { Database } from "better-sqlite3";
import type { Receipt } from "../../src-shared/companion-api/receipt.ts";
import type { ConflictDecision } from "../../src-shared/filings/filing-conflict.ts";
import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import type {
  FilingRecord,
  HistoryEntry,
} from "../../src-shared/filings/filing-record.ts";
import type {
  FormChange,
  PlaceToCheck,
} from "../../src-shared/filings/older-forms.ts";
import {
  ProblemError,
  type Problem,
} from "../../src-shared/problems/problem.ts";
import type { IdentityKey } from "../storage/identity-key.ts";
import { namingStorageProblems, runDurably } from "../storage/run-durably.ts";
import { clerkOperations } from "./clerk-operations.ts";
import { filesNamedBy, filesOf } from "./files-named-by.ts";
import { createFilingTable } from "./filing-table-store.ts";
import type { FilingTables } from "./filing-tables.ts";
import { formOperations } from "./form-operations.ts";
import { turnOf, type LocalFiling, type StateMove } from "./local-filing.ts";
import { outboxOperations } from "./outbox-operations.ts";
import { rescueOperations } from "./rescue-operations.ts";
import { createRescueTable, type RescuedRow } from "./rescue-table-store.ts";
import { serverOperations } from "./server-operations.ts";
import { createSubmissionTable } from "./submission-table-store.ts";
import { typingOperations } from "./typing-operations.ts";

/**
 * The filings of one identity on this machine. Every operation is one durable transaction: when it returns, a
 * power cut takes nothing back.
 */
export interface FilingStore {
  /** Oldest first; rows that wait for their deletion included. */
  list(): LocalFiling[];
  get(filingId: string): LocalFiling | null;
  /** SHA-256 of every file that anything of this identity still names, rescued contents included. */
  namedFiles(): Set<string>;

  /**
   * Autosave: a new row becomes a draft, a draft takes the content, a saved row keeps it as its working copy. `restsOn`
   * is the digest of the content that the form was opened on.
   */
  keep(
    filingId: string,
    content: FilingContent,
    restsOn?: string | null,
  ): KeptContent;
  /** 放弃; what was typed stays among the rescued contents for 30 days. */
  dropWorkingCopy(filingId: string): void;
  /** 暂存, or a form left in order: what stands there is meant, and no crash has to be asked about. */
  settleTyping(filingId: string): void;
  /** Signing out in order. */
  endTyping(): void;
  /** At sign-in: what a crash left typed becomes a rescued content, and what was left 30 days ago goes. */
  rescueAfterCrash(): void;
  /** The newest first. */
  rescued(): RescuedRow[];
  rescue(content: Omit<RescuedRow, "id">): void;
  /** The filing in whose form the content stands now. Throws `rescued-content-gone`. */
  takeRescued(id: string): string;
  leaveRescued(id: string): void;
  /** At sign-in: contents of an older form are kept in the present one from now on, with what has to be looked at. */
  bringToPresentForm(): void;
  /** A draft that was not typed here; complete on disk when this returns. */
  addDraft(
    filingId: string,
    content: FilingContent,
    toCheck: readonly PlaceToCheck[],
  ): void;
  /** 保存信息: the content is the row's own from now on and waits for the API. */
  save(
    filingId: string,
    content: FilingContent,
    restsOn?: string | null,
  ): LocalFiling;
  /** 删除: erased where the API never had it, else it waits for the API. */
  delete(filingId: string): void;
  /**
   * 重新办理 of a filing that the API has forgotten. Where it has nothing of it, the contents stand in a new draft, whose id
   * comes back, and this row stays; where it has an older version, this row takes that with the next pull and keeps the
   * contents as its working copy.
   */
  startOver(filingId: string): string | null;
  /** 撤销删除, while the API has not confirmed the deletion. */
  undoDelete(filingId: string): LocalFiling;
  /** Throws `filing-no-conflict`, and `filing-version-conflict` where the clerk saw an older version. */
  decideConflict(decision: ConflictDecision): LocalFiling;

  /** Takes the place of an earlier frozen submission that nobody confirmed. */
  putFrozen(submission: FrozenSubmissionRow): void;
  /** The filing that this submission belongs to. */
  findBySubmission(submissionId: string): LocalFiling | null;
  queueSubmission(submissionId: string, signature: string | null): LocalFiling;
  /** Called before the first request leaves: from now on cancelling has to ask the API. */
  markSending(submissionId: string): void;
  /**
   * Back to editing. `cancel` where no request has left, `cancel-unarrived` where the API said that none arrived; else
   * throws `submission-already-sent`.
   */
  cancelSubmission(
    submissionId: string,
    event: "cancel" | "cancel-unarrived",
  ): LocalFiling;
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

export interface KeptContent {
  readonly savedAt: string;
  /** The list looks different now: a row is new, or its working copy came or went. */
  readonly isRowChanged: boolean;
}

export interface FrozenSubmissionRow {
  readonly filingId: string;
  readonly submissionId: string;
  readonly frozen: string;
  readonly digest: string;
  readonly baseVersion: number;
}

export function createFilingStore(
  database: Database,
  key: IdentityKey,
  now: () => Date,
  changes?: readonly FormChange[],
): FilingStore {
  const filings = createFilingTable(database, key, changes);
  const submissions = createSubmissionTable(database, key);
  const read = (filingId: string): LocalFiling | null => {
    const filing = filings.read(filingId);
    if (filing === null) return null;
    return { ...filing, outgoing: submissions.readOutgoing(filingId) };
  };
  const list = (): LocalFiling[] =>
    namingStorageProblems(() => {
      const outgoing = submissions.readAllOutgoing();
      return filings.readAll().map((filing) => ({
        ...filing,
        outgoing: outgoing.get(filing.id) ?? null,
      }));
    });
  const tables: FilingTables = {
    filings,
    submissions,
    rescues: createRescueTable(database, key, changes),
    now,
    read,
    readKnown: (filingId) => {
      const filing = read(filingId);
      if (filing === null) throw new ProblemError("filing-unknown");
      return filing;
    },
    nextTurn: () => 1 + Math.max(0, ...list().map(turnOf)),
    durably: (work) => {
      try {
        return runDurably(database, work);
      } catch (error) {
        filings.forgetOpened();
        throw error;
      }
    },
  };
  return {
    list,
    namedFiles: () =>
      new Set([
        ...list().flatMap(filesNamedBy),
        ...tables.rescues
          .readAll()
          .flatMap(({ content, base }) => [content, base.content])
          .flatMap(filesOf),
        ...tables.rescues.marks().flatMap(({ base }) => filesOf(base.content)),
      ]),
    get: (filingId) => namingStorageProblems(() => read(filingId)),
    ...typingOperations(tables),
    ...clerkOperations(tables),
    ...outboxOperations(tables),
    ...rescueOperations(tables),
    ...formOperations(tables),
    ...serverOperations(tables),
  };
}
