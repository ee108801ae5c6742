import { useState } from "react";
import { askCaptcha } from "../app/ask-captcha.ts";
import { call } from "../app/bridge.ts";
import { proveEmailText } from "../text/account-text.ts";
import { codeText } from "../text/captcha-text.ts";
import { sayAtField } from "../text/say-at-field.ts";
import { CodeField } from "../ui/fields/code-field.tsx";
import { isVerificationCode } from "../ui/fields/typed-text.ts";
import { useAttempt } from "../ui/use-attempt.ts";
import { AccountDialog } from "./account-dialog.tsx";
import { refusedPlace } from "./refused-place.ts";

/** 验证邮箱: of the mail given at 注册, so that 找回账号密码 may use it. */
export function ProveEmailDialog(props: {
  email: string;
  onDone: () => void;
  onCancel: () => void;
  onSignInAgain: () => void;
}) {
  const { email } = props;
  const [emailCode, setEmailCode] = useState("");
  const [isTried, setIsTried] = useState(false);
  const { attempt, isBusy, problem } = useAttempt();
  const refused = problem === null ? null : refusedPlace(problem);

  const prove = () => {
    setIsTried(true);
    if (!isVerificationCode(emailCode)) {
      document.getElementById("prove-email")?.focus();
      return;
    }
    attempt(async () => {
      await call("accounts.prove-email", { emailCode });
      props.onDone();
    });
  };

  return (
    <AccountDialog
      title={proveEmailText.title}
      verb={proveEmailText.verb}
      isBusy={isBusy}
      problem={refused === null ? problem : null}
      onConfirm={prove}
      onCancel={props.onCancel}
      onSignInAgain={props.onSignInAgain}
    >
      <p>{proveEmailText.explanation(email)}</p>
      <CodeField
        way="mail"
        id="prove-email"
        value={emailCode}
        onValue={setEmailCode}
        problem={
          problem !== null && refused === "emailCode"
            ? sayAtField(problem)
            : isTried && !isVerificationCode(emailCode)
              ? codeText.mail.required
              : undefined
        }
        recipient={email}
        askCaptcha={askCaptcha}
        send={(captcha) => call("accounts.send-email-code", { email, captcha })}
        isFirst
      />
    </AccountDialog>
  );
}
