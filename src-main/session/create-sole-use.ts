import { ProblemError } from "../../src-shared/problems/problem.ts";

export type SoleUse = <Result>(step: () => Promise<Result>) => Promise<Result>;

/** Runs one step at a time; throws `key-busy` at any other meanwhile instead of letting it wait. */
export function createSoleUse(): SoleUse {
  let isInUse = false;
  return async (step) => {
    if (isInUse) throw new ProblemError("key-busy");
    isInUse = true;
    try {
      return await step();
    } finally {
      isInUse = false;
    }
  };
}
