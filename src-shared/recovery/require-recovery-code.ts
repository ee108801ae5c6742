import { ProblemError } from "../problems/problem.ts";
import { readRecoveryCode } from "./recovery-code.ts";

/** Throws `recovery-code-mistyped` with the groups to look at again. */
export function requireRecoveryCode(typed: string): string {
  const read = readRecoveryCode(typed);
  if (read.kind === "read") return read.code;
  throw new ProblemError("recovery-code-mistyped", {
    groups: read.groups.join("、"),
  });
}
