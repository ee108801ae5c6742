import type { Problem } from "../../src-shared/problems/problem.ts";
import { problemOf } from "../ui/problem-of.ts";

export type SavingState =
  | { readonly kind: "untouched" }
  /** Something typed is not on disk yet. */
  | { readonly kind: "saving" }
  | { readonly kind: "saved"; readonly savedAt: string }
  | { readonly kind: "failed"; readonly problem: Problem };

export interface AutosaveTimers {
  now(): number;
  setTimeout(action: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export interface Autosave {
  /** Tell of every change; the save follows by itself. */
  changed(): void;
  /** Saves now what is not saved yet (`even-unchanged`: in any case); true when all is on disk. */
  flush(even?: "even-unchanged"): Promise<boolean>;
  /** One last save, then silence until `resume`. */
  close(): Promise<boolean>;
  resume(): void;
  /** Gives up what is not saved; when this returns, no save runs any more. */
  abandon(): Promise<void>;
}

/** Promise D1: while typing goes on, no setting makes it longer. */
const longestWaitMs = 1000;
const longestRetryMs = 15_000;

/**
 * Decides when to keep. `keep` must send the content as it is at that moment; it is never called while an earlier
 * call runs, so that an older content cannot overtake a newer one.
 */
export function createAutosave(ports: {
  keep: () => Promise<{ savedAt: string }>;
  onState: (state: SavingState) => void;
  timers: AutosaveTimers;
  /** Pause after the last change; asked each time. */
  quietMs: () => number;
}): Autosave {
  const { timers, onState } = ports;
  let isUnsaved = false;
  /** First and last change since the latest save began. */
  let changes: { first: number; last: number } | null = null;
  let retryAt = 0;
  let failures = 0;
  let timer: unknown;
  let running: Promise<boolean> | null = null;
  let isClosed = false;

  function plan(): void {
    timers.clearTimeout(timer);
    if (isClosed || running !== null || !isUnsaved) return;
    const dueAt =
      changes === null
        ? retryAt
        : Math.min(
            changes.last + ports.quietMs(),
            changes.first + longestWaitMs,
          );
    timer = timers.setTimeout(
      () => void save(),
      Math.max(0, dueAt - timers.now()),
    );
  }

  function save(): Promise<boolean> {
    timers.clearTimeout(timer);
    isUnsaved = false;
    changes = null;
    if (!isClosed) onState({ kind: "saving" });
    running = keepOnce().then((isKept) => {
      running = null;
      plan();
      return isKept;
    });
    return running;
  }

  async function keepOnce(): Promise<boolean> {
    try {
      const { savedAt } = await ports.keep();
      failures = 0;
      if (!isUnsaved && !isClosed) onState({ kind: "saved", savedAt });
      return true;
    } catch (error) {
      failures += 1;
      isUnsaved = true;
      retryAt = timers.now() + Math.min(longestRetryMs, 500 * 2 ** failures);
      if (!isClosed) onState({ kind: "failed", problem: problemOf(error) });
      return false;
    }
  }

  async function flush(even?: "even-unchanged"): Promise<boolean> {
    if (running !== null) await running;
    // Another caller may have begun a save meanwhile; it carries all that was typed before this call.
    if (running !== null) return running;
    return isUnsaved || even !== undefined ? save() : true;
  }

  return {
    changed() {
      if (isClosed) return;
      const now = timers.now();
      changes = { first: changes?.first ?? now, last: now };
      isUnsaved = true;
      if (failures === 0) onState({ kind: "saving" });
      plan();
    },
    flush,
    close() {
      isClosed = true;
      timers.clearTimeout(timer);
      return flush();
    },
    resume() {
      isClosed = false;
      plan();
    },
    async abandon() {
      isClosed = true;
      timers.clearTimeout(timer);
      await running;
      isUnsaved = false;
    },
  };
}
