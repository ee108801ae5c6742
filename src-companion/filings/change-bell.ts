/** Wakes the long polls of one enterprise, inside this process. */
export interface ChangeBell {
  readonly ring: (uscc: string) => void;
  /** Listen before looking, so that a change in between is not slept through. */
  listen(uscc: string): BellListener;
  /** Wakes everybody, for good: a closing server must not wait for polls. */
  close(): void;
}

export interface BellListener {
  /** Resolves at the next ring, after the time, or when the listener is cancelled. */
  wait(limitMs: number): Promise<void>;
  readonly cancel: () => void;
}

export function createChangeBell(): ChangeBell {
  const listeners = new Map<string, Set<() => void>>();
  let isClosed = false;
  return {
    ring: (uscc) => {
      for (const wake of listeners.get(uscc) ?? []) wake();
    },
    listen: (uscc) => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const wake = (): void => resolve(undefined);
      if (isClosed) wake();
      const ofEnterprise = listeners.get(uscc) ?? new Set();
      listeners.set(uscc, ofEnterprise.add(wake));
      const cancel = (): void => {
        wake();
        ofEnterprise.delete(wake);
        if (ofEnterprise.size === 0 && listeners.get(uscc) === ofEnterprise)
          listeners.delete(uscc);
      };
      return { wait: (limitMs) => waitAtMost(promise, limitMs), cancel };
    },
    close: () => {
      isClosed = true;
      for (const ofEnterprise of listeners.values())
        for (const wake of ofEnterprise) wake();
    },
  };
}

async function waitAtMost(
  promise: Promise<undefined>,
  limitMs: number,
): Promise<void> {
  const { promise: timeUp, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, limitMs, undefined);
  try {
    await Promise.race([promise, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
