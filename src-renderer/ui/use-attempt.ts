import { useCallback, useRef, useState } from "react";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { problemOf } from "./problem-of.ts";

/** One try at a time; what stood in its way is there to be shown until the next. */
export function useAttempt(): {
  readonly attempt: (
    act: () => Promise<void>,
    onRefused?: (problem: Problem) => void,
  ) => void;
  readonly isBusy: boolean;
  readonly problem: Problem | null;
} {
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const isRunning = useRef(false);

  const attempt = useCallback(
    (act: () => Promise<void>, onRefused?: (problem: Problem) => void) => {
      if (isRunning.current) return;
      isRunning.current = true;
      setIsBusy(true);
      setProblem(null);
      act()
        .catch((error: unknown) => {
          const refusal = problemOf(error);
          setProblem(refusal);
          onRefused?.(refusal);
        })
        .finally(() => {
          isRunning.current = false;
          setIsBusy(false);
        });
    },
    [],
  );
  return { attempt, isBusy, problem };
}
