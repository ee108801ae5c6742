import type { Timers } from "./timers.ts";

export interface Lane {
  /** Runs the step at once, or once more where it is running. */
  nudge(): void;
  /** When the step runs again by itself; null while it runs and where nothing is planned. */
  readonly nextTryAt: Date | null;
  /** Resolves after the running step; it is for the caller to cut that short. */
  stop(): Promise<void>;
}

export interface LaneOptions {
  /** One run, never two at a time. Resolves to the milliseconds until the next; null = only when nudged. */
  readonly step: () => Promise<number | null>;
  readonly now: () => Date;
  readonly timers: Timers;
  readonly onPlanned: () => void;
}

/** Repeats a step by its own plan or when nudged. */
export function createLane({
  step,
  now,
  timers,
  onPlanned,
}: LaneOptions): Lane {
  let isStopped = false;
  let isNudged = true;
  let nextTryAt: Date | null = null;
  let wake: () => void = () => undefined;

  const wait = async (ms: number | null): Promise<void> => {
    if (isNudged || isStopped) return;
    nextTryAt = ms === null ? null : new Date(now().getTime() + ms);
    onPlanned();
    await new Promise<void>((resolve) => {
      const forget = ms === null ? null : timers.after(ms, resolve);
      wake = () => {
        forget?.();
        resolve();
      };
    });
    wake = () => undefined;
    nextTryAt = null;
  };

  const run = async (): Promise<void> => {
    while (!isStopped) {
      isNudged = false;
      await wait(await step());
    }
  };
  // Not at once: the caller is still building what the step works with.
  const finished = Promise.resolve().then(run);

  return {
    nudge: () => {
      isNudged = true;
      wake();
    },
    get nextTryAt() {
      return nextTryAt;
    },
    stop: async () => {
      isStopped = true;
      wake();
      await finished;
    },
  };
}
