import { useState } from "react";
import { askCaptcha } from "../app/ask-captcha.ts";
import { call } from "../app/bridge.ts";
import { setSession } from "../app/host-state.ts";
import { replaceWith } from "../app/place.ts";
import { closeAccountText } from "../text/account-text.ts";
import { codeText } from "../text/captcha-text.ts";
import { sayAtField } from "../text/say-at-field.ts";
import { CodeField } from "../ui/fields/code-field.tsx";
import { isVerificationCode } from "../ui/fields/typed-text.ts";
import { useAttempt } from "../ui/use-attempt.ts";
import { AccountDialog } from "./account-dialog.tsx";
import { OwnPasswordField } from "./own-password-field.tsx";
import { refusedPlace } from "./refused-place.ts";

/** 注销账号: the password and a code to the account's own mobile. */
export function CloseAccountDialog(props: {
  mobile: string;
  onCancel: () => void;
  onSignInAgain: () => void;
}) {
  const [password, setPassword] = useState("");
  const [smsCode, setSmsCode] = useState("");
  const [isTried, setIsTried] = useState(false);
  const { attempt, isBusy, problem } = useAttempt();
  const refused = problem === null ? null : refusedPlace(problem);
  const refusal = problem === null ? undefined : sayAtField(problem);

  const close = () => {
    setIsTried(true);
    if (password === "" || !isVerificationCode(smsCode)) {
      document
        .getElementById(password === "" ? "close-password" : "close-sms")
        ?.focus();
      return;
    }
    attempt(async () => {
      const state = await call("accounts.close", { password, smsCode });
      replaceWith({ kind: "hall" });
      setSession(state);
    });
  };

  return (
    <AccountDialog
      title={closeAccountText.title}
      verb={closeAccountText.verb}
      isDestructive
      isBusy={isBusy}
      problem={refused === null ? problem : null}
      onConfirm={close}
      onCancel={props.onCancel}
      onSignInAgain={props.onSignInAgain}
    >
      <p>{closeAccountText.consequence}</p>
      <p className="quiet">{closeAccountText.draftsFirst}</p>
      <OwnPasswordField
        id="close-password"
        label={closeAccountText.password}
        value={password}
        onValue={setPassword}
        problem={
          refused === "password"
            ? refusal
            : isTried && password === ""
              ? closeAccountText.passwordRequired
              : undefined
        }
        isFirst
      />
      <CodeField
        way="sms"
        id="close-sms"
        value={smsCode}
        onValue={setSmsCode}
        problem={
          refused === "smsCode"
            ? refusal
            : isTried && !isVerificationCode(smsCode)
              ? codeText.sms.required
              : undefined
        }
        recipient={`${closeAccountText.ownMobile} ${props.mobile}`}
        askCaptcha={askCaptcha}
        send={(captcha) =>
          call("accounts.send-sms-code", {
            purpose: "close-account",
            mobile: props.mobile,
            captcha,
          })
        }
      />
    </AccountDialog>
  );
}
