export interface IdleLock {
  /** Somebody is there. */
  touch(): void;
  stop(): void;
}

export interface IdleLockNeeds {
  /** Asked at every look, so that a changed setting holds at once. */
  readonly limitMs: () => number;
  readonly lock: () => void;
  readonly now: () => Date;
  /** Calls again and again until told to stop. */
  readonly every: (intervalMs: number, look: () => void) => () => void;
}

const lookEveryMs = 5000;

/**
 * By the clock and not by one long timer: a computer that slept through the idle time locks at its first look, and a
 * timer would have slept with it.
 */
export function createIdleLock(needs: IdleLockNeeds): IdleLock {
  let lastSeenAt = needs.now().getTime();
  const stop = needs.every(lookEveryMs, () => {
    const idleMs = needs.now().getTime() - lastSeenAt;
    // A clock that was set back must not keep the page open for hours.
    if (idleMs < 0) lastSeenAt = needs.now().getTime();
    if (idleMs >= needs.limitMs()) needs.lock();
  });
  return {
    touch: () => {
      lastSeenAt = needs.now().getTime();
    },
    stop,
  };
}

export function everyInterval(
  intervalMs: number,
  look: () => void,
): () => void {
  const timer = setInterval(look, intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}
