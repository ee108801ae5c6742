import { Button, Radio } from "antd";
import { useEffect, useState } from "react";
import { call } from "../app/bridge.ts";
import { recoveryText } from "../text/account-text.ts";
import { registrationLabels } from "../text/registration-text.ts";
import {
  judgeNewPassword,
  noNewPassword,
} from "../ui/fields/judge-new-password.ts";
import { NewPasswordFields } from "../ui/fields/new-password-fields.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { useAttempt } from "../ui/use-attempt.ts";
import type { Proven } from "./prove-recovery.tsx";

export function FinishRecovery(props: {
  proven: Proven;
  onFinished: (accountName: string) => void;
  onStartOver: () => void;
}) {
  const { accounts } = props.proven;
  const [chosen, setChosen] = useState(accounts[0] ?? null);
  const [newPassword, setNewPassword] = useState(noNewPassword);
  const [isTried, setIsTried] = useState(false);
  const { attempt, isBusy, problem } = useAttempt();
  useEffect(() => document.getElementById("recovery-password")?.focus(), []);

  if (chosen === null)
    return (
      <>
        <p role="alert">{recoveryText.nothingFound}</p>
        <div className="line line-end">
          <Button type="primary" onClick={props.onStartOver}>
            {recoveryText.startOver}
          </Button>
        </div>
      </>
    );

  const finish = () => {
    setIsTried(true);
    const problems = judgeNewPassword(newPassword);
    if (problems.password !== undefined || problems.confirmed !== undefined) {
      document
        .getElementById(
          problems.password === undefined
            ? "recovery-confirmedPassword"
            : "recovery-password",
        )
        ?.focus();
      return;
    }
    attempt(async () => {
      const { accountName } = await call("accounts.finish-recovery", {
        resetToken: chosen.resetToken,
        password: newPassword.password,
      });
      props.onFinished(accountName);
    });
  };

  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        finish();
      }}
    >
      <p role="status">{recoveryText.found}</p>
      {accounts.length === 1 ? (
        <dl className="facts">
          <dt>{registrationLabels.accountName}</dt>
          <dd>
            <strong>{chosen.accountName}</strong>
          </dd>
          <dt>{registrationLabels.displayName}</dt>
          <dd>{chosen.displayName}</dd>
          {chosen.enterpriseName !== null && (
            <>
              <dt>{registrationLabels.enterpriseName}</dt>
              <dd>{chosen.enterpriseName}</dd>
            </>
          )}
        </dl>
      ) : (
        <Radio.Group
          aria-label={recoveryText.chooseAccount}
          className="stack"
          value={chosen.accountName}
          options={accounts.map((account) => ({
            value: account.accountName,
            label: [
              account.accountName,
              account.enterpriseName ?? account.displayName,
            ].join(" · "),
          }))}
          onChange={({ target }) =>
            setChosen(
              accounts.find(
                ({ accountName }) => accountName === target.value,
              ) ?? chosen,
            )
          }
        />
      )}
      <NewPasswordFields
        ids="recovery"
        value={newPassword}
        onValue={setNewPassword}
        isProblemShown={isTried}
      />
      {problem !== null && <ProblemNotice problem={problem} />}
      <div className="line line-end">
        <Button onClick={props.onStartOver}>{recoveryText.startOver}</Button>
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {recoveryText.finish}
        </Button>
      </div>
    </form>
  );
}
