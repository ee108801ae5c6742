import { Button } from "antd";
import { useState } from "react";
import { askCaptcha } from "../app/ask-captcha.ts";
import { call } from "../app/bridge.ts";
import { setSession } from "../app/host-state.ts";
import { replaceWith } from "../app/place.ts";
import { closeAccountText } from "../text/account-text.ts";
import { frameText } from "../text/frame-text.ts";
import { sayProblem } from "../text/problem-texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { describedBy, FieldFrame } from "../ui/fields/field-frame.tsx";
import { SecretInput } from "../ui/fields/secret-input.tsx";
import { SmsCodeField } from "../ui/fields/sms-code-field.tsx";
import { SubmitOnEnter } from "../ui/submit-on-enter.tsx";
import { useAttempt } from "../ui/use-attempt.ts";
import { AskProblem } from "./ask-problem.tsx";
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
  const isPasswordWrong = problem?.code === "password-wrong";
  const isCodeWrong = problem !== null && refusedPlace(problem) === "smsCode";
  const isCode = /^\d{6}$/.test(smsCode);

  const close = () => {
    setIsTried(true);
    if (password === "" || !isCode) {
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

  const messages = {
    problem: isPasswordWrong
      ? sayProblem(problem).sentence
      : isTried && password === ""
        ? closeAccountText.passwordRequired
        : undefined,
  };
  return (
    <Dialog
      title={closeAccountText.title}
      width={560}
      onCancel={props.onCancel}
      onConfirm={close}
      footer={
        <>
          <Button onClick={props.onCancel}>{frameText.cancel}</Button>
          <Button type="primary" danger loading={isBusy} onClick={close}>
            {closeAccountText.verb}
          </Button>
        </>
      }
    >
      <form
        className="stack narrow-fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          close();
        }}
      >
        <p>{closeAccountText.consequence}</p>
        <p className="quiet">{closeAccountText.draftsFirst}</p>
        <FieldFrame
          id="close-password"
          label={closeAccountText.password}
          isRequired
          messages={messages}
        >
          <div className="width-person">
            <SecretInput
              id="close-password"
              value={password}
              onValue={setPassword}
              describedBy={describedBy("close-password", messages)}
              isInvalid={messages.problem !== undefined}
              isFirst
            />
          </div>
        </FieldFrame>
        <SmsCodeField
          id="close-sms"
          value={smsCode}
          onValue={setSmsCode}
          problem={
            isCodeWrong
              ? sayProblem(problem).sentence
              : isTried && !isCode
                ? closeAccountText.smsRequired
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
        {problem !== null && !isPasswordWrong && !isCodeWrong && (
          <AskProblem problem={problem} onSignInAgain={props.onSignInAgain} />
        )}
        <SubmitOnEnter />
      </form>
    </Dialog>
  );
}
