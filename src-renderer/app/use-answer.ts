import { useCallback, useEffect, useRef, useState } from "react";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { problemOf } from "../ui/problem-of.ts";

export interface Answer<Content> {
  /** The latest content; it stays while the question is asked again. */
  readonly content: Content | null;
  readonly problem: Problem | null;
  readonly askAgain: () => void;
}

/** Asks when the page opens and whenever told to; an answer that was overtaken by a newer question is dropped. */
export function useAnswer<Content>(
  ask: () => Promise<Content>,
): Answer<Content> {
  const [content, setContent] = useState<Content | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const latestQuestion = useRef(0);

  const askAgain = useCallback(() => {
    const question = ++latestQuestion.current;
    ask().then(
      (answer) => {
        if (question !== latestQuestion.current) return;
        setContent(answer);
        setProblem(null);
      },
      (error: unknown) => {
        if (question === latestQuestion.current) setProblem(problemOf(error));
      },
    );
  }, [ask]);

  useEffect(() => {
    const question = latestQuestion;
    askAgain();
    return () => {
      question.current++;
    };
  }, [askAgain]);

  return { content, problem, askAgain };
}
