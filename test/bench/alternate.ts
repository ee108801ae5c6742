type Step = (round: number) => unknown;

export interface Contest {
  readonly product: Step;
  readonly bare: Step;
  readonly rounds: number;
  readonly warmUps: number;
  /** Not timed. */
  readonly afterRound?: Step;
}

export interface Times {
  readonly productMs: number;
  readonly bareMs: number;
}

const timeLimitMs = 15_000;
const fewestRounds = 3;

/** Medians of turns taken in alternation, so that a busy moment of the machine falls on both. */
export async function alternate(contest: Contest): Promise<Times> {
  const { product, bare, rounds, warmUps, afterRound } = contest;
  const productTimes: number[] = [];
  const bareTimes: number[] = [];
  const begin = performance.now();
  for (let round = 0; round < warmUps + rounds; round++) {
    const productMs = await timed(product, round);
    const bareMs = await timed(bare, round);
    await afterRound?.(round);
    if (round < warmUps) continue;
    productTimes.push(productMs);
    bareTimes.push(bareMs);
    const isLate = performance.now() - begin > timeLimitMs;
    if (isLate && productTimes.length >= fewestRounds) break;
  }
  return { productMs: median(productTimes), bareMs: median(bareTimes) };
}

async function timed(step: Step, round: number): Promise<number> {
  const begin = performance.now();
  const result = step(round);
  // Waiting for what is already there would add a turn of the event loop to steps of microseconds.
  if (result instanceof Promise) await result;
  return performance.now() - begin;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const found = sorted[Math.floor((sorted.length - 1) * share)];
  if (found === undefined) throw new RangeError("nothing was measured");
  return found;
}
