import type {
  SyncedPerson,
  SynchroniserOptions,
} from "./create-synchroniser.ts";
import type { PiecePace } from "./piece-pace.ts";
import type { PullContext } from "./pull-changes.ts";
import type { SendContext } from "./send-context.ts";
import type { TransferMeter } from "./transfer-meter.ts";

/** What a run remembers about rows between two passes; gone with the run. */
export interface RunNotes {
  readonly meter: TransferMeter;
  readonly pace: PiecePace;
  readonly pause: () => AbortSignal;
  readonly heldBack: Set<string>;
  readonly posting: Map<string, Promise<unknown>>;
}

export interface RunContexts {
  sendContext(token: string): SendContext;
  pullContext(token: string): PullContext;
}

export function createRunContexts(
  options: SynchroniserOptions,
  person: SyncedPerson,
  notes: RunNotes,
  signal: AbortSignal,
): RunContexts {
  const { client, receipts, onFilingsChanged, onMovedByCompanion } = options;
  const { filings, attachments, cursor, uscc } = person;
  const shared = { client, receipts, filings, uscc, signal };
  const { meter, pace, heldBack, posting, pause } = notes;
  return {
    pullContext: (token) => ({
      ...shared,
      token,
      cursor,
      onPulled: (moves) => {
        onFilingsChanged(moves);
        if (moves.length > 0) onMovedByCompanion(moves);
      },
    }),
    sendContext: (token) => ({
      ...shared,
      token,
      attachments,
      posting,
      meter,
      pace,
      pause: pause(),
      onChanged: (move) => {
        onFilingsChanged(move === null ? [] : [move]);
      },
      isHeldBack: (submissionId) => heldBack.has(submissionId),
    }),
  };
}
