import { Button } from "antd";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { frameText, syncText } from "../text/frame-text.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { useIsConfirmed } from "./use-ask-on-return.ts";

/** What these pages show only the API has: where it does not know this session any more, it asks for sign-in in place. */
export function AskProblem(props: {
  problem: Problem;
  /** Left out in a dialog: its own button tries again. */
  onRetry?: () => void;
  onSignInAgain: () => void;
}) {
  const { problem, onRetry, onSignInAgain } = props;
  const isConfirmed = useIsConfirmed();
  const isSessionOver =
    problem.code === "not-signed-in" || problem.code === "session-ended";
  // Signed in again since: nothing stands in the way of the dialog's own button.
  if (isSessionOver && isConfirmed && onRetry === undefined) return null;
  return (
    <ProblemNotice
      problem={problem}
      action={
        isSessionOver && !isConfirmed ? (
          <Button type="primary" onClick={onSignInAgain}>
            {syncText.signInVerb}
          </Button>
        ) : (
          onRetry !== undefined && (
            <Button onClick={onRetry}>{frameText.retry}</Button>
          )
        )
      }
    />
  );
}
