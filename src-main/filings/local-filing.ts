import type { Receipt } from "../../src-shared/companion-api/receipt.ts";
import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import type {
  Approval,
  FilingRecord,
  HistoryEntry,
} from "../../src-shared/filings/filing-record.ts";
import type {
  FilingKind,
  FilingState,
} from "../../src-shared/filings/filing-state.ts";
import type { PlaceToCheck } from "../../src-shared/filings/older-forms.ts";
import type { OutboxStage } from "../../src-shared/filings/outbox.ts";
import type { Problem } from "../../src-shared/problems/problem.ts";

/** A filing as this machine holds it: what the API last said, and what the clerk changed since. */
export interface LocalFiling {
  readonly id: string;
  readonly kind: FilingKind;
  readonly state: FilingState;
  readonly year: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** What the clerk saved last, or else what the API holds. */
  readonly content: FilingContent;
  /** Typed since and not saved, beside a saved row. */
  readonly workingCopy: WorkingCopy | null;
  /** Set where the API's content changed under the working copy: saving that would undo another machine's work. */
  readonly movedUnderCopy: MovedUnderCopy | null;
  /**
   * The filing as the API said last, its content included: while a change waits, this is the other side of a
   * possible conflict. null = the API does not have it.
   */
  readonly serverRecord: FilingRecord | null;
  readonly serverVersion: number | null;
  readonly approval: Approval | null;
  readonly opinion: FilingRecord["opinion"];
  readonly voidReason: string | null;
  readonly latestSubmission: FilingRecord["latestSubmission"];
  readonly history: readonly HistoryEntry[];
  /** Of the latest submission that this machine has a receipt of. */
  readonly receipt: Receipt | null;
  readonly pending: PendingChange | null;
  readonly outgoing: OutgoingSubmission | null;
  /** Why the API did not take the last change or submission. */
  readonly failure: Problem | null;
  /** 删除 was taken back; where it had reached the API all the same, the contents stay here. */
  readonly isDeletionUndone: boolean;
  /** Of the form in which its contents were stored; what stands here is of the present one. */
  readonly formVersion: number;
  /** Until 保存信息: what an older form leaves to be looked at. */
  readonly toCheck: readonly PlaceToCheck[];
}

export interface MovedUnderCopy {
  /** What the working copy was typed on; null = not known any more. */
  readonly base: FilingContent | null;
}

export interface WorkingCopy {
  readonly content: FilingContent;
  readonly savedAt: string;
}

/** A change made here that the API has not confirmed yet. */
export type PendingChange = PendingSave | PendingDelete;

interface ChangeOnBase {
  readonly baseVersion: number;
  readonly changedAt: string;
  /** Place in the order of the clicks, whatever the clock says; absent in rows from before it was kept. */
  readonly turn?: number;
  /**
   * SHA-256 of contents saved on this same base before. One of them may have reached the API with its answer
   * lost; the filing found there is then our own, not a conflict.
   */
  readonly replacedDigests: readonly string[];
}

/** `baseVersion` 0 = the API does not know the filing. */
export interface PendingSave extends ChangeOnBase {
  readonly kind: "save";
  readonly saveId: string;
  /** The API's content at `baseVersion`, which a conflict is told by; absent where it is not known. */
  readonly base?: FilingContent;
}

export interface PendingDelete extends ChangeOnBase {
  readonly kind: "delete";
  /** For 撤销删除; absent in rows deleted before this was kept. */
  readonly before?: BeforeDelete;
  /** See src-shared/filings/held-after-restore.ts. */
  readonly isHeld?: boolean;
}

export interface BeforeDelete extends Pick<
  LocalFiling,
  "state" | "kind" | "content" | "workingCopy" | "movedUnderCopy" | "failure"
> {
  readonly pending: PendingSave | null;
  /** Absent in rows deleted before this was kept. */
  readonly toCheck?: LocalFiling["toCheck"];
}

export interface OutgoingSubmission {
  readonly submissionId: string;
  /** The canonical text that is shown, signed, sent and stored. */
  readonly frozen: string;
  readonly digest: string;
  /** Detached CMS in base64; null for an account without a key, and while `state` is frozen. */
  readonly signature: string | null;
  readonly state: Exclude<OutboxStage, "editing" | "accepted">;
  readonly baseVersion: number;
  /** As in `PendingChange`; null while `state` is frozen. */
  readonly turn: number | null;
  /** See src-shared/filings/held-after-restore.ts. */
  readonly isHeld?: boolean;
}

/** Where a waiting row stands in the order of the clicks; 0 = in front, or not waiting. */
export function turnOf({
  pending,
  outgoing,
}: Pick<LocalFiling, "pending" | "outgoing">): number {
  return Math.max(pending?.turn ?? 0, outgoing?.turn ?? 0);
}

/** A state change worth telling. */
export interface StateMove {
  readonly filingId: string;
  readonly from: FilingState;
  readonly to: FilingState;
}

/** A filing without its submissions, which have a table of their own. */
export type FilingRowValue = Omit<LocalFiling, "outgoing">;
