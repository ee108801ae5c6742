/** Waiting, as a port: a test with thousands of back-offs has no time for real ones. */
export interface Timers {
  /** @returns what takes it back */
  after(waitMs: number, run: () => void): () => void;
}

export const realTimers: Timers = {
  after: (waitMs, run) => {
    const timer = setTimeout(run, waitMs);
    return () => {
      clearTimeout(timer);
    };
  },
};
