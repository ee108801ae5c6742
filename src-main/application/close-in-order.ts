const limitMs = 5000;

/**
 * One step after the other, each for so long at most: a driver or a server that hangs must not keep the client from
 * ending. What a clerk typed is on disk before any of this, so nothing that is cut short loses work.
 */
export async function closeInOrder(
  steps: readonly (() => unknown)[],
  logDefect: (error: unknown) => void,
  stepLimitMs: number = limitMs,
): Promise<void> {
  for (const step of steps)
    try {
      await within(stepLimitMs, step());
    } catch (error) {
      logDefect(error);
    }
}

async function within(ms: number, work: unknown): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`a step of closing took over ${ms} ms`)),
      ms,
    );
  });
  try {
    await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
