import {
  ProblemError,
  type Problem,
} from "../../src-shared/problems/problem.ts";

/** What to show for anything that was thrown; a defect reads as an unexpected error and is never hidden. */
export function problemOf(error: unknown): Problem {
  return error instanceof ProblemError
    ? error.problem
    : { code: "bridge-unexpected-error" };
}
