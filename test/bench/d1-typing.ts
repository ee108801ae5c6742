import { killTyping } from "../integration/drafts/kill-typing.ts";
import type { ProofLine } from "./bench-line.ts";

const kills = Number(process.env["KILLS"] ?? 2000);

/** 2000 × kill -9 in the middle of typing. */
export async function proveTyping(): Promise<ProofLine[]> {
  const seed = Math.floor(Math.random() * 2 ** 30);
  const { runs, stories } = await killTyping({ kills, seed });
  for (const story of stories) console.error(story);
  return [{ id: "D1", runs, lost: stories.length, firstSeed: seed }];
}
