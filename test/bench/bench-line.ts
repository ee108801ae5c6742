/** One measured promise. `ratio` is value / baseline, both taken in the same run on the same machine. */
export interface BenchLine {
  readonly id: string;
  readonly value: number;
  readonly baseline: number;
  readonly ratio: number;
  readonly unit: string;
  /** What the ratio should be. */
  readonly goal: string;
}

/** One promise tried out in random runs; `firstSeed` replays them. */
export interface ProofLine {
  readonly id: string;
  readonly runs: number;
  readonly lost: number;
  /** Of what is sent. */
  readonly twice?: number;
  readonly firstSeed: number;
}

export function benchLine(measured: Omit<BenchLine, "ratio">): BenchLine {
  const { id, value, baseline, unit, goal } = measured;
  return {
    id,
    value: rounded(value),
    baseline: rounded(baseline),
    ratio: rounded(value / baseline),
    unit,
    goal,
  };
}

function rounded(number: number): number {
  return Number(number.toPrecision(4));
}
