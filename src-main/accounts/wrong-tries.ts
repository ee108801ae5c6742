/** Wrong passwords on this machine, counted over restarts. */
export interface WrongTries {
  readonly count: number;
  /** Null: the next try may come at once. */
  readonly waitUntil: string | null;
}

export const noWrongTries: WrongTries = { count: 0, waitUntil: null };

const freeTries = 4;
const firstWaitMs = 30_000;
const longestWaitMs = 60 * 60_000;

/** Milliseconds until the next try is heard; 0 = now. */
export function waitBefore(
  { count, waitUntil }: WrongTries,
  now: Date,
): number {
  if (waitUntil === null) return 0;
  const leftMs = Date.parse(waitUntil) - now.getTime();
  // A clock that was set back must not lock an honest clerk out for longer than the wait itself.
  return Math.min(Math.max(0, leftMs), waitAfter(count));
}

/** Counted before the password is looked at, so that ending the program spares nobody a try. */
export function countTry(before: WrongTries, now: Date): WrongTries {
  const count = before.count + 1;
  const waitMs = waitAfter(count);
  const waitUntil =
    waitMs === 0 ? null : new Date(now.getTime() + waitMs).toISOString();
  return { count, waitUntil };
}

function waitAfter(count: number): number {
  if (count <= freeTries) return 0;
  return Math.min(firstWaitMs * 2 ** (count - freeTries - 1), longestWaitMs);
}
