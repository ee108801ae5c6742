import { brokenPasswordRules } from "../../src-shared/identity/password.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";

/** Throws `password-refused` with the first rule it breaks. */
export function refusePassword(password: string): void {
  const [first] = brokenPasswordRules(password);
  if (first !== undefined)
    throw new ProblemError("password-refused", { problem: first });
}
