import type { Receipt } from "../../src-shared/companion-api/receipt.ts";
import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import type {
  FilingRecord,
  HistoryEntry,
} from "../../src-shared/filings/filing-record.ts";
import type { Problem } from "../../src-shared/problems/problem.ts";
import type { LocalFiling, StateMove } from "./local-filing.ts";

/**
 * The filings of one identity on this machine. Every operation is one durable transaction: when it returns, a
 * power cut takes nothing back.
 */
export interface FilingStore {
  /** Oldest first; rows that wait for their deletion included. */
  list(): LocalFiling[];
  get(filingId: string): LocalFiling | null;

  /** Autosave: a new row becomes a draft, a draft takes the content, a saved row keeps it as its working copy. */
  keep(filingId: string, content: FilingContent): { savedAt: string };
  dropWorkingCopy(filingId: string): void;
  /** 保存信息: the content is the row's own from now on and waits for the API. */
  save(filingId: string, content: FilingContent): LocalFiling;
  /** 删除: erased where the API never had it, else it waits for the API. */
  delete(filingId: string): void;

  /** Takes the place of an earlier frozen submission that nobody confirmed. */
  putFrozen(submission: FrozenSubmissionRow): void;
  /** The filing that this submission belongs to. */
  findBySubmission(submissionId: string): LocalFiling | null;
  queueSubmission(submissionId: string, signature: string | null): LocalFiling;
  /** Called before the first request leaves: from now on cancelling has to ask the API. */
  markSending(submissionId: string): void;
  cancelSubmission(submissionId: string): LocalFiling;
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

export interface FrozenSubmissionRow {
  readonly filingId: string;
  readonly submissionId: string;
  readonly frozen: string;
  readonly digest: string;
  readonly baseVersion: number;
}
