import { Button } from "antd";
import { useState, type ReactNode } from "react";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { frameText } from "../text/frame-text.ts";
import { problemOf } from "./problem-of.ts";
import { ProblemNotice } from "./problem-notice.tsx";
import { Dialog, firstFocus } from "./dialog.tsx";

/** Asks before something is done, with the consequence in words; the button repeats the verb. */
export function AskDialog(props: {
  title: string;
  children: ReactNode;
  verb: string;
  isDestructive?: boolean;
  width?: number;
  /** In place of 取消 where the verb itself begins with it. */
  backWords?: string;
  /** Where a refusal needs more than its sentence. */
  showProblem?: (problem: Problem) => ReactNode;
  onConfirm: () => Promise<void>;
  onCancel: () => void;
}) {
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const confirm = async () => {
    if (isBusy) return;
    setIsBusy(true);
    setProblem(null);
    try {
      await props.onConfirm();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <Dialog
      title={props.title}
      width={props.width ?? 480}
      onCancel={props.onCancel}
      onConfirm={() => void confirm()}
      footer={
        <>
          <Button {...firstFocus} onClick={props.onCancel}>
            {props.backWords ?? frameText.cancel}
          </Button>
          <Button
            type="primary"
            danger={props.isDestructive === true}
            loading={isBusy}
            onClick={() => void confirm()}
          >
            {props.verb}
          </Button>
        </>
      }
    >
      <div className="stack">
        {props.children}
        {problem !== null &&
          (props.showProblem?.(problem) ?? <ProblemNotice problem={problem} />)}
      </div>
    </Dialog>
  );
}
