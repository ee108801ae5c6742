import { Button } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { InputRef } from "antd";
import { askCaptcha } from "../app/ask-captcha.ts";
import { call } from "../app/bridge.ts";
import { setSession } from "../app/host-state.ts";
import { captchaText } from "../text/captcha-text.ts";
import { accountWayText, lockText } from "../text/session-text.ts";
import { CaptchaField } from "../ui/fields/captcha-field.tsx";
import { describedBy, FieldFrame } from "../ui/fields/field-frame.tsx";
import { SecretInput } from "../ui/fields/secret-input.tsx";
import {
  isCaptchaRefusal,
  useCaptcha,
  type AskCaptcha,
} from "../ui/fields/use-captcha.ts";
import { useAttempt } from "../ui/use-attempt.ts";
import { SignInProblem } from "./sign-in-problem.tsx";
import "../ui/fields/fields.css";

const withoutCaptcha: AskCaptcha = () => new Promise(() => undefined);

/**
 * After an idle time: the account's password opens the page again. This machine judges; the API does where no password was
 * ever typed here, or where the clerk says that it was changed elsewhere.
 */
export function AccountUnlockForm(props: { otherButtons: ReactNode }) {
  const [password, setPassword] = useState("");
  const [isTried, setIsTried] = useState(false);
  const [isAtApi, setIsAtApi] = useState(false);
  const field = useRef<InputRef>(null);
  const captcha = useCaptcha(isAtApi ? askCaptcha : withoutCaptcha);
  const { attempt, isBusy, problem } = useAttempt();
  useEffect(() => field.current?.focus(), []);
  const isCaptchaWrong = problem !== null && isCaptchaRefusal(problem);
  // Where none can be had the API is away, and this machine is asked after all.
  const isCaptchaOpen = captcha.captcha !== null && captcha.typed.trim() === "";
  const messages = {
    problem:
      isTried && password === "" ? accountWayText.passwordRequired : undefined,
  };
  const unlock = () => {
    setIsTried(true);
    if (password === "" || isCaptchaOpen) {
      if (password === "") field.current?.focus();
      else document.getElementById("unlock-captcha")?.focus();
      return;
    }
    attempt(
      async () => {
        setSession(
          await call("session.unlock-with-account", {
            password,
            captcha: captcha.answer(),
          }),
        );
      },
      (refusal) => {
        setIsTried(false);
        if (refusal.code === "session-first-sign-in-needs-network")
          setIsAtApi(true);
        if (isAtApi) captcha.renew();
        if (isCaptchaRefusal(refusal)) {
          document.getElementById("unlock-captcha")?.focus();
          return;
        }
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
      {isAtApi && <p>{lockText.atApi}</p>}
      {problem !== null &&
        !isCaptchaWrong &&
        problem.code !== "session-first-sign-in-needs-network" && (
          <SignInProblem problem={problem} />
        )}
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
          isInvalid={messages.problem !== undefined}
        />
      </FieldFrame>
      {isAtApi && (
        <CaptchaField
          id="unlock-captcha"
          state={captcha}
          problem={
            isCaptchaWrong
              ? captchaText.wrong
              : isTried && isCaptchaOpen
                ? captchaText.required
                : undefined
          }
        />
      )}
      <div className="line line-end">
        {problem?.code === "account-password-wrong" && !isAtApi && (
          <Button type="link" onClick={() => setIsAtApi(true)}>
            {lockText.askApi}
          </Button>
        )}
        {props.otherButtons}
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {lockText.verb}
        </Button>
      </div>
    </form>
  );
}
