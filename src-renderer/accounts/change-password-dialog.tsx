import { Button } from "antd";
import { useState } from "react";
import { announce } from "../app/announcements.ts";
import { call } from "../app/bridge.ts";
import { changePasswordText } from "../text/account-text.ts";
import { frameText } from "../text/frame-text.ts";
import { sayProblem } from "../text/problem-texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { describedBy, FieldFrame } from "../ui/fields/field-frame.tsx";
import {
  judgeNewPassword,
  noNewPassword,
} from "../ui/fields/judge-new-password.ts";
import { NewPasswordFields } from "../ui/fields/new-password-fields.tsx";
import { SecretInput } from "../ui/fields/secret-input.tsx";
import { SubmitOnEnter } from "../ui/submit-on-enter.tsx";
import { useAttempt } from "../ui/use-attempt.ts";
import { AskProblem } from "./ask-problem.tsx";
import "../ui/fields/fields.css";
import "./accounts.css";

const currentId = "change-current";

/** 修改密码 of an account; every other session of it ends. */
export function ChangePasswordDialog(props: {
  onDone: () => void;
  onSignInAgain: () => void;
}) {
  const [current, setCurrent] = useState("");
  const [newPassword, setNewPassword] = useState(noNewPassword);
  const [isTried, setIsTried] = useState(false);
  const { attempt, isBusy, problem } = useAttempt();
  const isCurrentWrong = problem?.code === "password-wrong";

  const change = () => {
    setIsTried(true);
    const problems = judgeNewPassword(newPassword);
    const first =
      current === ""
        ? currentId
        : problems.password !== undefined
          ? "change-password"
          : problems.confirmed !== undefined
            ? "change-confirmedPassword"
            : null;
    if (first !== null) {
      document.getElementById(first)?.focus();
      return;
    }
    attempt(
      async () => {
        await call("accounts.change-password", {
          currentPassword: current,
          newPassword: newPassword.password,
        });
        announce(changePasswordText.done);
        props.onDone();
      },
      ({ code }) => {
        if (code === "password-wrong")
          document.getElementById(currentId)?.focus();
      },
    );
  };

  const messages = {
    problem: isCurrentWrong
      ? sayProblem(problem).sentence
      : isTried && current === ""
        ? changePasswordText.currentRequired
        : undefined,
  };
  return (
    <Dialog
      title={changePasswordText.title}
      width={560}
      onCancel={props.onDone}
      onConfirm={change}
      footer={
        <>
          <Button onClick={props.onDone}>{frameText.cancel}</Button>
          <Button type="primary" loading={isBusy} onClick={change}>
            {changePasswordText.verb}
          </Button>
        </>
      }
    >
      <form
        className="stack narrow-fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          change();
        }}
      >
        <p className="quiet">{changePasswordText.explanation}</p>
        <FieldFrame
          id={currentId}
          label={changePasswordText.current}
          isRequired
          messages={messages}
        >
          <div className="width-person">
            <SecretInput
              id={currentId}
              value={current}
              onValue={setCurrent}
              describedBy={describedBy(currentId, messages)}
              isInvalid={messages.problem !== undefined}
              isFirst
            />
          </div>
        </FieldFrame>
        <NewPasswordFields
          ids="change"
          value={newPassword}
          onValue={setNewPassword}
          isProblemShown={isTried}
          passwordLabel={changePasswordText.newPassword}
        />
        {problem !== null && !isCurrentWrong && (
          <AskProblem problem={problem} onSignInAgain={props.onSignInAgain} />
        )}
        <SubmitOnEnter />
      </form>
    </Dialog>
  );
}
