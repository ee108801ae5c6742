import type { RegistrationProblem } from "../../src-shared/accounts/registration-rules.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";

/** Throws `registration-refused` with the first problem, if there is one. */
export function refuseRegistration(
  problems: readonly RegistrationProblem[],
): void {
  const [first] = problems;
  if (first === undefined) return;
  const { place, code, limit } = first;
  throw new ProblemError("registration-refused", {
    place,
    problem: code,
    count: problems.length,
    ...(limit === undefined ? {} : { limit }),
  });
}
