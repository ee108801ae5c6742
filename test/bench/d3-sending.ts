import { playMany } from "../properties/sending/play-many.ts";
import { benchLine, type BenchLine } from "./bench-line.ts";

const runsEach = 5000;
const timeLimitMs = 90 * 60_000;

/** 10,000 clicks of 上报 over a network that fails; the value is how many were lost or arrived twice. */
export async function measureSending(): Promise<BenchLine[]> {
  const firstSeed = Math.floor(Math.random() * 2 ** 30);
  const lines: BenchLine[] = [];
  for (const clerk of ["waiting", "busy"] as const) {
    const order = { clerk, firstSeed, runs: runsEach, timeLimitMs };
    const { runs, failures, strikes } = await playMany(order);
    for (const failure of failures) console.error(failure);
    console.error(`D3 ${clerk}: ${runs} runs, ${JSON.stringify(strikes)}`);
    lines.push(
      benchLine({
        id: `D3-${clerk}`,
        value: failures.length,
        baseline: runs,
        unit: "wrong of runs",
        goal: "= 0",
      }),
    );
  }
  return lines;
}
