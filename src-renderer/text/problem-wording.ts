import type { Problem } from "../../src-shared/problems/problem.ts";

export type ProblemFacts = NonNullable<Problem["facts"]>;

/** First what happened and what is safe, then what to do. */
export interface ProblemWording {
  readonly sentence: string | ((facts: ProblemFacts) => string);
  readonly nextStep: string;
}
