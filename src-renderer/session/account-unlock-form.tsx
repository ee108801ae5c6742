import { Button } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { InputRef } from "antd";
import { call } from "../app/bridge.ts";
import { setSession } from "../app/host-state.ts";
import { accountWayText, lockText } from "../text/session-text.ts";
import { describedBy, FieldFrame } from "../ui/fields/field-frame.tsx";
import { SecretInput } from "../ui/fields/secret-input.tsx";
import { useAttempt } from "../ui/use-attempt.ts";
import { SignInProblem } from "./sign-in-problem.tsx";
import "../ui/fields/fields.css";

/** After an idle time: the account's password opens the page again, with or without the API. */
export function AccountUnlockForm(props: { otherButtons: ReactNode }) {
  const [password, setPassword] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const field = useRef<InputRef>(null);
  const { attempt, isBusy, problem } = useAttempt();
  useEffect(() => field.current?.focus(), []);
  const messages = {
    problem: isMissing ? accountWayText.passwordRequired : undefined,
  };
  const unlock = () => {
    setIsMissing(password === "");
    if (password === "") {
      field.current?.focus();
      return;
    }
    attempt(
      async () => {
        setSession(
          await call("session.unlock-with-account", {
            password,
            captcha: null,
          }),
        );
      },
      () => {
        setPassword("");
        field.current?.focus();
      },
    );
  };
  return (
    <form
      className="stack narrow-fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        unlock();
      }}
    >
      {problem !== null && <SignInProblem problem={problem} />}
      <FieldFrame
        id="unlock-password"
        label={lockText.password}
        isRequired
        messages={messages}
      >
        <SecretInput
          id="unlock-password"
          ref={field}
          value={password}
          onValue={setPassword}
          describedBy={describedBy("unlock-password", messages)}
          isInvalid={isMissing}
        />
      </FieldFrame>
      <div className="line line-end">
        {props.otherButtons}
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {lockText.verb}
        </Button>
      </div>
    </form>
  );
}
