import type { SyncState } from "../../src-shared/sync/sync-procedures.ts";
import type { BackOffOptions } from "./back-off.ts";
import type { CompanionClient } from "./companion-client.ts";
import type { ReceiptJudge } from "./judge-receipt.ts";
import type {
  FilingMove,
  SyncedAttachments,
  SyncedFilings,
} from "./synced-filings.ts";
import type { Timers } from "./timers.ts";
import type { ChangeCursor } from "./pull-context.ts";

/** Whose filings are kept in step: the identity that is signed in, locked or not. */
export interface SyncedPerson {
  readonly uscc: string;
  readonly filings: SyncedFilings;
  readonly attachments: SyncedAttachments;
  readonly cursor: ChangeCursor;
}

export interface SynchroniserOptions {
  readonly client: CompanionClient;
  readonly receipts: ReceiptJudge;
  readonly now: () => Date;
  readonly backOff?: BackOffOptions;
  readonly timers?: Timers;
  readonly onStateChanged: (state: SyncState) => void;
  /** Rows are not what they were; `moves` names the state changes among them. */
  readonly onFilingsChanged: (moves: readonly FilingMove[]) => void;
  /** State changes that the API told unasked: worth a notification. */
  readonly onMovedByCompanion: (moves: readonly FilingMove[]) => void;
  /** The API ended the session of this token. */
  readonly onTokenRefused: (token: string) => void;
  readonly logDefect: (error: unknown) => void;
}
