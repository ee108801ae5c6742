export interface BackOffOptions {
  readonly firstMs: number;
  readonly limitMs: number;
}

export interface BackOff {
  /** Milliseconds until the next try; never sooner than the API asked. */
  next(retryAfterMs: number | null): number;
  reset(): void;
}

/** Doubles up to a limit, less up to a fifth at random, so that clients cut off together do not return together. */
export function createBackOff(
  { firstMs, limitMs }: BackOffOptions,
  random: () => number = Math.random,
): BackOff {
  let failures = 0;
  return {
    next: (retryAfterMs) => {
      const full = Math.min(limitMs, firstMs * 2 ** failures);
      failures += 1;
      return Math.max(full * (1 - random() / 5), retryAfterMs ?? 0);
    },
    reset: () => {
      failures = 0;
    },
  };
}
