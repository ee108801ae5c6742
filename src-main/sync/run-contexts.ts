import type {
  SyncedPerson,
  SynchroniserOptions,
} from "./create-synchroniser.ts";
import type { PullContext } from "./pull-changes.ts";
import type { SendContext, SendProgress } from "./send-context.ts";

/** What a run remembers about rows between two passes; gone with the run. */
export interface RunNotes {
  readonly progress: Map<string, SendProgress>;
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
  const { progress, heldBack, posting } = notes;
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
      onProgress: (submissionId, sent) => {
        if (sent === null) progress.delete(submissionId);
        else progress.set(submissionId, sent);
        onFilingsChanged([]);
      },
      onChanged: (move) => {
        onFilingsChanged(move === null ? [] : [move]);
      },
      isHeldBack: (submissionId) => heldBack.has(submissionId),
    }),
  };
}
