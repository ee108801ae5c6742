import { Alert } from "antd";
import type { ReactNode } from "react";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { sayProblem } from "../text/problem-texts.ts";

/** What happened, what is safe, what to do; the code follows in grey for support. */
export function ProblemNotice(props: {
  problem: Problem;
  /** Amber where the clerk can go on. */
  tone?: "problem" | "warning";
  /** What happened and what to do, where more is known than the code alone says. */
  sentence?: string;
  nextStep?: string;
  action?: ReactNode;
}) {
  const said = sayProblem(props.problem);
  const nextStep = props.nextStep ?? said.nextStep;
  return (
    <Alert
      role="alert"
      type={props.tone === "warning" ? "warning" : "error"}
      showIcon
      title={props.sentence ?? said.sentence}
      description={
        <>
          {nextStep} <span className="support-code">{props.problem.code}</span>
        </>
      }
      action={props.action}
    />
  );
}
