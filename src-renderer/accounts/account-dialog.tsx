import { Button } from "antd";
import type { ReactNode } from "react";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { frameText } from "../text/frame-text.ts";
import { Dialog } from "../ui/dialog.tsx";
import { SubmitOnEnter } from "../ui/submit-on-enter.tsx";
import { AskProblem } from "./ask-problem.tsx";

/** The frame of every dialog that changes an account: its fields, and a button that repeats the verb. */
export function AccountDialog(props: {
  title: string;
  verb: string;
  isDestructive?: boolean;
  isBusy: boolean;
  /** Only where it belongs to no field. */
  problem: Problem | null;
  onConfirm: () => void;
  onCancel: () => void;
  onSignInAgain: () => void;
  children: ReactNode;
}) {
  const { onConfirm, onCancel, problem } = props;
  return (
    <Dialog
      title={props.title}
      width={600}
      onCancel={onCancel}
      onConfirm={onConfirm}
      footer={
        <>
          <Button onClick={onCancel}>{frameText.cancel}</Button>
          <Button
            type="primary"
            danger={props.isDestructive === true}
            loading={props.isBusy}
            onClick={onConfirm}
          >
            {props.verb}
          </Button>
        </>
      }
    >
      <form
        className="stack narrow-fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm();
        }}
      >
        {props.children}
        {problem !== null && (
          <AskProblem problem={problem} onSignInAgain={props.onSignInAgain} />
        )}
        <SubmitOnEnter />
      </form>
    </Dialog>
  );
}
