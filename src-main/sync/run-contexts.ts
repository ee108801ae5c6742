import type { PiecePace } from "./piece-pace.ts";
import { createCatchUp, type CatchUp } from "./catch-up.ts";
import { pullEverything } from "./pull-changes.ts";
import type { SendContext } from "./send-context.ts";
import type { TransferMeter } from "./transfer-meter.ts";
import type { PullContext } from "./pull-context.ts";
import type {
  SyncedPerson,
  SynchroniserOptions,
} from "./synchroniser-options.ts";

/** What a run remembers about rows between two passes; gone with the run. */
export interface RunNotes {
  readonly meter: TransferMeter;
  readonly pace: PiecePace;
  readonly pause: () => AbortSignal;
  /** 取消发送 under way, by submission. */
  readonly withdrawing: Map<string, Promise<void>>;
  readonly posting: Map<string, Promise<unknown>>;
  readonly onStart: PullContext["onStart"];
  readonly onLeft: PullContext["onLeft"];
}

export interface RunContexts {
  sendContext(token: string): SendContext;
  pullContext(token: string): PullContext;
  readonly catchUp: CatchUp;
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
  const { meter, pace, withdrawing, posting, pause } = notes;
  const { onStart, onLeft } = notes;
  const pullContext = (token: string): PullContext => ({
    ...shared,
    token,
    cursor,
    onStart,
    onLeft,
    onPulled: (moves) => {
      onFilingsChanged(moves);
      if (moves.length > 0) onMovedByCompanion(moves);
    },
  });
  const catchUp = createCatchUp((token) => pullEverything(pullContext(token)));
  return {
    pullContext,
    catchUp,
    sendContext: (token) => ({
      ...shared,
      token,
      attachments,
      posting,
      meter,
      pace,
      pause: pause(),
      caughtUp: () => catchUp.wait(token),
      onChanged: (move) => {
        onFilingsChanged(move === null ? [] : [move]);
      },
      isHeldBack: (submissionId) => withdrawing.has(submissionId),
    }),
  };
}
