import { describe, expect, it } from "vitest";
import { fewestRuns, firstSeed, runs } from "./order-runs.ts";
import { neverStruck, playMany } from "./play-many.ts";

// A failure is played again with the seed it prints:
// SENDING_SEED=… SENDING_RUNS=1 npx vitest run test/properties/sending/sent-once-waiting.test.ts

describe("one click of 上报", () => {
  it(
    `arrives once and brings its receipt, over a network that fails in every way (seed ${firstSeed})`,
    async () => {
      const played = await playMany({ clerk: "waiting", firstSeed, runs });
      expect(played).toEqual({
        runs,
        lost: 0,
        twice: 0,
        stories: [],
        strikes: played.strikes,
      });
      expect(runs).toBeGreaterThanOrEqual(fewestRuns);
      expect(neverStruck(played)).toEqual([]);
    },
    10 * 60_000,
  );
});
