export interface KeyHostTimes {
  readonly openLimitMs: number;
  readonly listLimitMs: number;
  readonly signLimitMs: number;
  /** With a PIN pad the clerk types while the call runs. */
  readonly pinPadLimitMs: number;
  /** Short enough that a removal is told within a second, the looking and the telling included. */
  readonly watchIntervalMs: number;
  /** A watched host that nobody asks says after every look that it lives; silent for so long, it hangs. */
  readonly silenceLimitMs: number;
  /** A driver lost again and again is started anew after so long: its keys count as unseen meanwhile. */
  readonly retryMs: number;
  /** Being told of a crash makes everybody list, so only a process that lived for so long, or a clerk's PIN, counts as recovery. */
  readonly steadyMs: number;
  /** Without use for so long, and after every PIN, the process ends and takes its memory along. */
  readonly restMs: number;
}

export const ordinaryTimes: KeyHostTimes = {
  openLimitMs: 20_000,
  listLimitMs: 20_000,
  signLimitMs: 30_000,
  pinPadLimitMs: 120_000,
  watchIntervalMs: 400,
  silenceLimitMs: 4000,
  retryMs: 30_000,
  steadyMs: 30_000,
  restMs: 60_000,
};
