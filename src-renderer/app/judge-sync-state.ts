import type { SyncState } from "../../src-shared/sync/sync-procedures.ts";
import { syncText } from "../text/frame-text.ts";
import type { Tone } from "../ui/state-dot.tsx";

export function judgeSyncState(state: SyncState): {
  tone: Tone;
  sentence: string;
} {
  const { connection, needsSignIn } = state;
  const waitingCount = state.counts.waiting;
  if (connection.kind === "offline")
    return {
      tone: "warning",
      sentence:
        waitingCount === 0
          ? syncText.offline
          : syncText.offlineWaiting(waitingCount),
    };
  if (needsSignIn) return { tone: "warning", sentence: syncText.signInAgain };
  if (waitingCount > 0)
    return { tone: "warning", sentence: syncText.waiting(waitingCount) };
  return connection.kind === "online"
    ? { tone: "ok", sentence: syncText.synced }
    : { tone: "quiet", sentence: syncText.connecting };
}
