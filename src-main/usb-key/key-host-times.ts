export interface KeyHostTimes {
  readonly openLimitMs: number;
  readonly listLimitMs: number;
  readonly signLimitMs: number;
  /** With a PIN pad the clerk types while the call runs. */
  readonly pinPadLimitMs: number;
  readonly watchIntervalMs: number;
  /** Without use for so long, and after every PIN, the process ends and takes its memory along. */
  readonly restMs: number;
}

export const ordinaryTimes: KeyHostTimes = {
  openLimitMs: 20_000,
  listLimitMs: 20_000,
  signLimitMs: 30_000,
  pinPadLimitMs: 120_000,
  watchIntervalMs: 1000,
  restMs: 60_000,
};
