import { Button } from "antd";
import { useState } from "react";
import type { Problem } from "../../src-shared/problems/problem.ts";
import type { Person } from "../../src-shared/session/session-procedures.ts";
import { announce } from "../app/announcements.ts";
import { call } from "../app/bridge.ts";
import { useAnswer } from "../app/use-answer.ts";
import { frameText } from "../text/frame-text.ts";
import { recoveryText } from "../text/recovery-text.ts";
import { Dialog, firstFocus } from "../ui/dialog.tsx";
import { LoadingBlock } from "../ui/loading-block.tsx";
import { problemOf } from "../ui/problem-of.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { RecoveryCodeField } from "../ui/recovery-code-field.tsx";
import { printRecoverySheet, RecoverySheet } from "./recovery-sheet.tsx";

const makeCode = () => call("recovery.begin", {});

/** A new code: shown, kept by the clerk on paper, typed back. Only then does it count. */
export function RecoveryCodeDialog(props: {
  person: Person;
  onDone: () => void;
  onCancel: () => void;
}) {
  const made = useAnswer(makeCode);
  const [isChecking, setIsChecking] = useState(false);
  const code = made.content?.code;
  if (code === undefined)
    return (
      <Dialog
        title={recoveryText.title}
        onCancel={props.onCancel}
        footer={<Button onClick={props.onCancel}>{frameText.cancel}</Button>}
      >
        {made.problem === null ? (
          <LoadingBlock />
        ) : (
          <ProblemNotice problem={made.problem} />
        )}
      </Dialog>
    );
  return isChecking ? (
    <CheckStep
      onBack={() => setIsChecking(false)}
      onDone={() => {
        announce(recoveryText.done);
        props.onDone();
      }}
      onCancel={props.onCancel}
    />
  ) : (
    <Dialog
      title={recoveryText.showTitle}
      width={620}
      onCancel={props.onCancel}
      footer={
        <>
          <Button onClick={props.onCancel}>{frameText.cancel}</Button>
          <Button {...firstFocus} onClick={printRecoverySheet}>
            {recoveryText.print}
          </Button>
          <Button type="primary" onClick={() => setIsChecking(true)}>
            {recoveryText.next}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{recoveryText.showNote}</p>
        <RecoverySheet code={code} person={props.person} />
      </div>
    </Dialog>
  );
}

function CheckStep(props: {
  onBack: () => void;
  onDone: () => void;
  onCancel: () => void;
}) {
  const [typed, setTyped] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const confirm = async () => {
    if (isBusy) return;
    setIsBusy(true);
    setProblem(null);
    try {
      await call("recovery.confirm", { typed });
      props.onDone();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      title={recoveryText.checkTitle}
      width={620}
      onCancel={props.onCancel}
      onConfirm={() => void confirm()}
      footer={
        <>
          <Button onClick={props.onBack}>{recoveryText.backToCode}</Button>
          <Button
            type="primary"
            loading={isBusy}
            onClick={() => void confirm()}
          >
            {recoveryText.confirm}
          </Button>
        </>
      }
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        <p>{recoveryText.checkNote}</p>
        <RecoveryCodeField value={typed} onChange={setTyped} />
        {problem !== null && <ProblemNotice problem={problem} />}
      </form>
    </Dialog>
  );
}
