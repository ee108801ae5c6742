/** Clocks of authorities and of this machine differ: what they have just issued may seem to begin a little later. */
const clockToleranceMs = 10 * 60 * 1000;

/** No tolerance the other way: what has ended has ended. */
export function hasBegun(since: Date, at: Date): boolean {
  return since.getTime() <= at.getTime() + clockToleranceMs;
}
