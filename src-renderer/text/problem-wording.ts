import type { Problem } from "../../src-shared/problems/problem.ts";
import { sayWait } from "./say-time.ts";

export type ProblemFacts = NonNullable<Problem["facts"]>;

/** First what happened and what is safe, then what to do. */
export interface ProblemWording {
  readonly sentence: string | ((facts: ProblemFacts) => string);
  readonly nextStep: string | ((facts: ProblemFacts) => string);
}

/** 请在 40 秒后再试; an answer without the seconds has no better word than later. */
export function sayWhenAgain(
  { retryAfterSeconds }: ProblemFacts,
  verb = "再试",
): string {
  const seconds = Number(retryAfterSeconds);
  return seconds > 0 ? `请在 ${sayWait(seconds)}后${verb}` : `请稍后${verb}`;
}
