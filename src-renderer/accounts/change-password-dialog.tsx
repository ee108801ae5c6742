import { useState } from "react";
import { announce } from "../app/announcements.ts";
import { call } from "../app/bridge.ts";
import { changePasswordText } from "../text/account-text.ts";
import { sayProblem } from "../text/problem-texts.ts";
import {
  judgeNewPassword,
  noNewPassword,
} from "../ui/fields/judge-new-password.ts";
import { NewPasswordFields } from "../ui/fields/new-password-fields.tsx";
import { useAttempt } from "../ui/use-attempt.ts";
import { AccountDialog } from "./account-dialog.tsx";
import { OwnPasswordField } from "./own-password-field.tsx";
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
    attempt(async () => {
      await call("accounts.change-password", {
        currentPassword: current,
        newPassword: newPassword.password,
      });
      announce(changePasswordText.done);
      props.onDone();
    });
  };

  return (
    <AccountDialog
      title={changePasswordText.title}
      verb={changePasswordText.verb}
      isBusy={isBusy}
      problem={isCurrentWrong ? null : problem}
      onConfirm={change}
      onCancel={props.onDone}
      onSignInAgain={props.onSignInAgain}
    >
      <p className="quiet">{changePasswordText.explanation}</p>
      <OwnPasswordField
        id={currentId}
        label={changePasswordText.current}
        value={current}
        onValue={setCurrent}
        problem={
          isCurrentWrong
            ? sayProblem(problem).sentence
            : isTried && current === ""
              ? changePasswordText.currentRequired
              : undefined
        }
        isFirst
      />
      <NewPasswordFields
        ids="change"
        value={newPassword}
        onValue={setNewPassword}
        isProblemShown={isTried}
        passwordLabel={changePasswordText.newPassword}
      />
    </AccountDialog>
  );
}
