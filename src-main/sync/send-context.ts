import type { CallOptions } from "../../src-shared/companion-api/companion-call.ts";
import type { CompanionClient } from "./companion-client.ts";
import type { ReceiptJudge } from "./judge-receipt.ts";
import type { PiecePace } from "./piece-pace.ts";
import type {
  FilingMove,
  SyncedAttachments,
  SyncedFilings,
} from "./synced-filings.ts";
import type { TransferMeter } from "./transfer-meter.ts";

/** What one pass over the waiting rows works with. */
export interface SendContext {
  readonly client: CompanionClient;
  readonly token: string;
  readonly signal: AbortSignal;
  readonly uscc: string;
  readonly filings: SyncedFilings;
  readonly attachments: SyncedAttachments;
  readonly receipts: ReceiptJudge;
  readonly meter: TransferMeter;
  readonly pace: PiecePace;
  /** 暂停: aborted while nothing may be sent; cuts files short, and nothing else. */
  readonly pause: AbortSignal;
  /** An API put back from a copy has to be known before anything of a row is sent to it. */
  readonly caughtUp: () => Promise<unknown>;
  /** A row is not what it was; with the state change, where it is one. */
  readonly onChanged: (move: FilingMove | null) => void;
  /** Submissions whose request is on its way, until its answer is kept. */
  readonly posting: Map<string, Promise<unknown>>;
  /** The clerk is cancelling this submission; it must not leave now. */
  readonly isHeldBack: (submissionId: string) => boolean;
}

export function callOptions(context: {
  token: string;
  signal: AbortSignal;
}): CallOptions {
  return { token: context.token, signal: context.signal };
}
