import type { ReceiptContext } from "./fetch-receipt.ts";
import type { FilingMove } from "./synced-filings.ts";

/** How far this machine has followed the API's changes; null = not at all yet. */
export interface ChangeCursor {
  read(): number | null;
  write(cursor: number): void;
}

export interface PullContext extends ReceiptContext {
  readonly cursor: ChangeCursor;
  /** Which start of the API answers. */
  readonly onStart: (startId: string) => void;
  readonly onPulled: (moves: readonly FilingMove[]) => void;
  /** Something of one filing could not be had: its row is as it was, and it is asked for again. */
  readonly onLeft: (error: unknown) => void;
}
