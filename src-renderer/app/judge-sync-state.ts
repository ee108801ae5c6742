import type { SyncState } from "../../src-shared/sync/sync-procedures.ts";
import { syncText } from "../text/frame-text.ts";
import type { Tone } from "../ui/state-dot.tsx";

export interface SaidSyncState {
  readonly tone: Tone;
  readonly sentence: string;
}

/** What keeps things from going first, then what needs the clerk, then what goes by itself. */
export function judgeSyncState(state: SyncState): SaidSyncState {
  const { connection, needsSignIn, isPaused, transfer, counts } = state;
  const { waiting, attention } = counts;
  const said = (tone: Tone, sentence: string) => ({ tone, sentence });
  // Before the network: nothing would go by itself when that comes back.
  if (isPaused) return said("warning", syncText.paused(waiting));
  if (connection.kind === "offline")
    return said(
      "warning",
      waiting === 0 ? syncText.offline : syncText.offlineWaiting(waiting),
    );
  if (needsSignIn) return said("warning", syncText.signInAgain);
  if (attention > 0) return said("problem", syncText.attention(attention));
  if (transfer !== null && transfer.totalFiles > 0)
    return said("warning", syncText.sending);
  if (waiting > 0) return said("warning", syncText.waiting(waiting));
  return connection.kind === "online"
    ? said("ok", syncText.synced)
    : said("quiet", syncText.connecting);
}
