import type { Receipt } from "../../src-shared/companion-api/receipt.ts";
import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import type {
  FilingRecord,
  HistoryEntry,
} from "../../src-shared/filings/filing-record.ts";
import type { FilingState } from "../../src-shared/filings/filing-state.ts";
import type { Problem } from "../../src-shared/problems/problem.ts";
import type { UploadMemory } from "./upload-file.ts";

// What sync needs of the local stores; src-main/filings and src-main/attachments have more.

export interface SyncedFiling {
  readonly id: string;
  readonly state: FilingState;
  readonly content: FilingContent;
  readonly serverVersion: number | null;
  readonly serverRecord: Pick<
    FilingRecord,
    "updatedAt" | "isRemoved" | "content" | "approval"
  > | null;
  readonly latestSubmission: FilingRecord["latestSubmission"];
  readonly receipt: Receipt | null;
  readonly pending:
    | {
        readonly kind: "save";
        readonly saveId: string;
        readonly baseVersion: number;
        readonly turn?: number;
      }
    | {
        readonly kind: "delete";
        readonly baseVersion: number;
        readonly turn?: number;
        readonly isHeld?: boolean;
      }
    | null;
  readonly outgoing: {
    readonly submissionId: string;
    readonly frozen: string;
    readonly digest: string;
    readonly signature: string | null;
    readonly state: "frozen" | "queued" | "sending";
    readonly baseVersion: number;
    readonly turn: number | null;
    readonly isHeld?: boolean;
  } | null;
  readonly failure: Problem | null;
}

export interface FilingMove {
  readonly filingId: string;
  readonly from: FilingState;
  readonly to: FilingState;
}

/** Each call is one durable transaction. */
export interface SyncedFilings {
  /** Oldest first. */
  list(): readonly SyncedFiling[];
  get(filingId: string): SyncedFiling | null;
  applyServerRecord(
    record: FilingRecord,
    history?: readonly HistoryEntry[],
  ): FilingMove | null;
  acceptSave(saveId: string, record: FilingRecord): FilingMove | null;
  acceptDelete(
    filingId: string,
    record: FilingRecord | null,
  ): FilingMove | null;
  markSending(submissionId: string): void;
  acceptSubmission(
    submissionId: string,
    receipt: Receipt,
    record: FilingRecord,
  ): FilingMove | null;
  putReceipt(filingId: string, receipt: Receipt): void;
  markFailure(filingId: string, failure: Problem | null): void;
  cancelSubmission(submissionId: string, event: "cancel" | "withdraw"): void;
  returnToDraft(filingId: string, failure: Problem): void;
}

export interface SyncedAttachments extends UploadMemory {
  /** Null: not on this machine. */
  size(sha256: string): number | null;
  read(sha256: string, fromByte?: number): AsyncIterable<Uint8Array>;
}
