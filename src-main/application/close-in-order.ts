/** Of one step, and of all: whoever waits for the client to end (a host, an update, Windows) has little patience. */
const limits = { stepMs: 3000, allMs: 8000 };

/**
 * One step after the other, each for so long at most: a driver or a server that hangs must not keep the client from
 * ending. When the time is used up the steps that are left still begin, and nobody waits for them. What comes first is
 * what matters most; what a clerk typed is on disk before any of this, so nothing that is cut short loses work.
 */
export async function closeInOrder(
  steps: readonly (() => unknown)[],
  logDefect: (error: unknown) => void,
): Promise<void> {
  const endsAt = performance.now() + limits.allMs;
  for (const step of steps)
    try {
      const leftMs = Math.max(0, endsAt - performance.now());
      await within(Math.min(limits.stepMs, leftMs), step());
    } catch (error) {
      logDefect(error);
    }
}

async function within(ms: number, work: unknown): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error("A step of closing was not waited for.")),
      ms,
    );
  });
  try {
    await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
