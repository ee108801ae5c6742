import { clockFaultNames, faultNames } from "./broken-network.ts";
import { SentWrongly } from "./check-sent-once.ts";
import { chooseClock, playSending, type Clerk } from "./play-sending.ts";
import { startSendingTrial } from "./sending-trial.ts";

type Strikes = Record<
  (typeof faultNames)[number] | (typeof clockFaultNames)[number],
  number
>;

export interface PlayedRuns {
  readonly runs: number;
  readonly lost: number;
  readonly twice: number;
  /** Of each run that went wrong, with its seed and what happened. */
  readonly stories: readonly string[];
  /** How often each fault struck, and in how many runs each wrong clock was on the desk. */
  readonly strikes: Readonly<Strikes>;
}

/** One run after the other, seeds counting up from the first. */
export async function playMany(order: {
  readonly clerk: Clerk;
  readonly firstSeed: number;
  readonly runs: number;
  /** After this no further run begins. */
  readonly timeLimitMs?: number;
}): Promise<PlayedRuns> {
  const { clerk, firstSeed, timeLimitMs = Infinity } = order;
  const trial = await startSendingTrial();
  const strikes = Object.fromEntries(
    [...faultNames, ...clockFaultNames].map((name) => [name, 0]),
  ) as Strikes;
  const wrong: SentWrongly[] = [];
  const begunAt = performance.now();
  let runs = 0;
  try {
    while (runs < order.runs && performance.now() - begunAt < timeLimitMs) {
      await playSending(trial, firstSeed + runs, clerk).catch(
        (error: unknown) => {
          if (!(error instanceof SentWrongly)) throw error;
          wrong.push(error);
        },
      );
      const clock = chooseClock(firstSeed + runs);
      if (clock !== "right") strikes[clock] += 1;
      for (const name of trial.network.struck) strikes[name] += 1;
      runs += 1;
    }
  } finally {
    await trial.close();
  }
  return {
    runs,
    lost: wrong.filter(({ how }) => how === "lost").length,
    twice: wrong.filter(({ how }) => how === "twice").length,
    stories: wrong.map(describe),
    strikes,
  };
}

/** Faults that no run met; a few runs cannot meet all of them. */
export function neverStruck({ runs, strikes }: PlayedRuns): string[] {
  if (runs < 500) return [];
  return Object.entries(strikes).flatMap(([name, count]) =>
    count === 0 ? [name] : [],
  );
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, cause } = error;
  return cause === undefined ? message : `${message} ← ${describe(cause)}`;
}
