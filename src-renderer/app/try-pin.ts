import { ProblemError } from "../../src-shared/problems/problem.ts";
import { readKeys } from "./host-state.ts";

/** After a refused PIN the key is asked what it says about the tries left, which costs none of them. */
export async function tryPin(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code.startsWith("key-"))
      void readKeys();
    throw error;
  }
}
