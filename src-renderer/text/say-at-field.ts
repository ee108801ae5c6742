import type { Problem } from "../../src-shared/problems/problem.ts";
import { sayProblem } from "./problem-texts.ts";
import { sayRefusedRegistration } from "./registration-text.ts";

/** A refusal of the API next to its field; the page's own rule says it better than "not accepted". */
export function sayAtField(problem: Problem): string {
  const rule = sayRefusedRegistration(problem);
  if (rule !== null) return rule;
  const { sentence, nextStep } = sayProblem(problem);
  return `${sentence}${nextStep}`;
}
