import { Button } from "antd";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { frameText, syncText } from "../text/frame-text.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";

/** What these pages show only the API has: where it does not know this session any more, it asks for sign-in in place. */
export function AskProblem(props: {
  problem: Problem;
  onRetry: () => void;
  onSignInAgain: () => void;
}) {
  const { code } = props.problem;
  return (
    <ProblemNotice
      problem={props.problem}
      action={
        code === "not-signed-in" || code === "session-ended" ? (
          <Button type="primary" onClick={props.onSignInAgain}>
            {syncText.signInVerb}
          </Button>
        ) : (
          <Button onClick={props.onRetry}>{frameText.retry}</Button>
        )
      }
    />
  );
}
