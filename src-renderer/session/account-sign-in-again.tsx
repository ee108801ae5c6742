import { useState } from "react";
import { askCaptcha } from "../app/ask-captcha.ts";
import { call } from "../app/bridge.ts";
import { setSession } from "../app/host-state.ts";
import { captchaText } from "../text/captcha-text.ts";
import { accountWayText, signInAgainText } from "../text/session-text.ts";
import { FormDialog } from "../ui/form-dialog.tsx";
import { CaptchaField } from "../ui/fields/captcha-field.tsx";
import { describedBy, FieldFrame } from "../ui/fields/field-frame.tsx";
import { SecretInput } from "../ui/fields/secret-input.tsx";
import { isCaptchaRefusal, useCaptcha } from "../ui/fields/use-captcha.ts";
import { useAttempt } from "../ui/use-attempt.ts";
import { SignInProblem } from "./sign-in-problem.tsx";
import "../ui/fields/fields.css";

/** The API wants the account anew: asked in place, the page beneath stays as it is. */
export function AccountSignInAgain(props: {
  accountName: string;
  onDone: () => void;
}) {
  const [password, setPassword] = useState("");
  const [isTried, setIsTried] = useState(false);
  const captcha = useCaptcha(askCaptcha);
  const { attempt, isBusy, problem } = useAttempt();
  const isCaptchaWrong = problem !== null && isCaptchaRefusal(problem);

  const signIn = () => {
    setIsTried(true);
    const answer = captcha.answer();
    if (password === "" || answer === null) {
      document
        .getElementById(password === "" ? "again-password" : "again-captcha")
        ?.focus();
      return;
    }
    attempt(
      async () => {
        setSession(
          await call("session.unlock-with-account", {
            password,
            captcha: answer,
          }),
        );
        props.onDone();
      },
      (refusal) => {
        captcha.renew();
        setIsTried(false);
        if (!isCaptchaRefusal(refusal)) setPassword("");
        document
          .getElementById(
            isCaptchaRefusal(refusal) ? "again-captcha" : "again-password",
          )
          ?.focus();
      },
    );
  };

  const messages = {
    problem:
      isTried && password === "" ? accountWayText.passwordRequired : undefined,
  };
  return (
    <FormDialog
      title={signInAgainText.title}
      width={620}
      verb={signInAgainText.verb}
      isBusy={isBusy}
      onConfirm={signIn}
      onCancel={props.onDone}
    >
      <p>{signInAgainText.accountPurpose(props.accountName)}</p>
      {problem !== null && !isCaptchaWrong && (
        <SignInProblem problem={problem} />
      )}
      <FieldFrame
        id="again-password"
        label={accountWayText.password}
        isRequired
        messages={messages}
      >
        <SecretInput
          id="again-password"
          value={password}
          onValue={setPassword}
          describedBy={describedBy("again-password", messages)}
          isInvalid={messages.problem !== undefined}
          isFirst
        />
      </FieldFrame>
      <CaptchaField
        id="again-captcha"
        state={captcha}
        problem={
          isCaptchaWrong
            ? captchaText.wrong
            : isTried && captcha.typed.trim() === ""
              ? captchaText.required
              : undefined
        }
      />
    </FormDialog>
  );
}
