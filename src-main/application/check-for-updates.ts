import type { Updates } from "../updates/create-updates.ts";

const intervalMs = 6 * 60 * 60_000;

/** At the start and four times a day. @returns what ends it, and a download with it */
export function checkForUpdates(updates: Updates): () => void {
  void updates.check();
  const timer = setInterval(() => void updates.check(), intervalMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    updates.cancel();
  };
}
