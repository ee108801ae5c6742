import { playSending, type Clerk } from "./play-sending.ts";
import { faultNames, type FaultName } from "./broken-network.ts";
import { startSendingTrial } from "./sending-trial.ts";

export interface PlayedRuns {
  readonly runs: number;
  /** Each with its seed and what happened. */
  readonly failures: readonly string[];
  /** How often each fault struck. */
  readonly strikes: Readonly<Record<FaultName, number>>;
}

/** One run after the other, seeds counting up from the first; a slow machine plays fewer instead of failing. */
export async function playMany(order: {
  readonly clerk: Clerk;
  readonly firstSeed: number;
  readonly runs: number;
  readonly timeLimitMs: number;
}): Promise<PlayedRuns> {
  const trial = await startSendingTrial();
  const strikes = Object.fromEntries(
    faultNames.map((name) => [name, 0]),
  ) as Record<FaultName, number>;
  const failures: string[] = [];
  const begunAt = performance.now();
  let runs = 0;
  try {
    while (runs < order.runs) {
      if (performance.now() - begunAt > order.timeLimitMs) break;
      await playSending(trial, order.firstSeed + runs, order.clerk).catch(
        (error: unknown) => failures.push(describe(error)),
      );
      for (const name of trial.network.struck) strikes[name] += 1;
      runs += 1;
    }
  } finally {
    await trial.close();
  }
  return { runs, failures, strikes };
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, cause } = error;
  return cause === undefined ? message : `${message} ← ${describe(cause)}`;
}
