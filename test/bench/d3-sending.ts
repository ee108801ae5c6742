import { playMany } from "../properties/sending/play-many.ts";
import type { ProofLine } from "./bench-line.ts";

const runsEach = Number(process.env["SENDING_RUNS"] ?? 5000);

/** 10,000 clicks of 上报 over a network that fails. */
export async function proveSending(): Promise<ProofLine[]> {
  const firstSeed = Math.floor(Math.random() * 2 ** 30);
  const lines: ProofLine[] = [];
  for (const clerk of ["waiting", "busy"] as const) {
    const played = await playMany({ clerk, firstSeed, runs: runsEach });
    const { runs, lost, twice, stories, strikes } = played;
    for (const story of stories) console.error(story);
    console.error(`D3-${clerk}: ${JSON.stringify(strikes)}`);
    lines.push({ id: `D3-${clerk}`, runs, lost, twice, firstSeed });
  }
  return lines;
}
