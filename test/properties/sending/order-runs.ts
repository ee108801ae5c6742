const environment = process.env;
const givenSeed = environment["SENDING_SEED"];

/** Fewer only where a failure is played again. */
export const fewestRuns = givenSeed === undefined ? 500 : 1;
export const firstSeed = Number(
  givenSeed ?? Math.floor(Math.random() * 2 ** 30),
);
export const runs = Number(environment["SENDING_RUNS"] ?? 500);
