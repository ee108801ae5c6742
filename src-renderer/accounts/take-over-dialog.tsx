import { Button } from "antd";
import { useState } from "react";
import { isMainlandMobile } from "../../src-shared/identity/mobile.ts";
import { askCaptcha } from "../app/ask-captcha.ts";
import { call } from "../app/bridge.ts";
import { changePasswordText, takeOverText } from "../text/account-text.ts";
import { frameText } from "../text/frame-text.ts";
import { sayProblem } from "../text/problem-texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { describedBy, FieldFrame } from "../ui/fields/field-frame.tsx";
import {
  judgeNewPassword,
  noNewPassword,
} from "../ui/fields/judge-new-password.ts";
import { NewPasswordFields } from "../ui/fields/new-password-fields.tsx";
import { SmsCodeField } from "../ui/fields/sms-code-field.tsx";
import { acceptMobile } from "../ui/fields/typed-text.ts";
import { TypedInput } from "../ui/fields/typed-input.tsx";
import { SubmitOnEnter } from "../ui/submit-on-enter.tsx";
import { useAttempt } from "../ui/use-attempt.ts";
import { AskProblem } from "./ask-problem.tsx";
import { refusedPlace } from "./refused-place.ts";

/** The key's holder gives the account a new password and mobile; whoever used it before is out. */
export function TakeOverDialog(props: {
  accountId: string;
  accountName: string;
  onDone: () => void;
  onCancel: () => void;
  onSignInAgain: () => void;
}) {
  const [newPassword, setNewPassword] = useState(noNewPassword);
  const [mobile, setMobile] = useState("");
  const [smsCode, setSmsCode] = useState("");
  const [isTried, setIsTried] = useState(false);
  const { attempt, isBusy, problem } = useAttempt();
  const passwordProblems = judgeNewPassword(newPassword);
  const isMobile = isMainlandMobile(mobile);
  const isCode = /^\d{6}$/.test(smsCode);
  const refused = problem === null ? null : refusedPlace(problem);
  const refusal = problem === null ? undefined : sayProblem(problem).sentence;

  const takeOver = () => {
    setIsTried(true);
    const first =
      passwordProblems.password !== undefined
        ? "take-over-password"
        : passwordProblems.confirmed !== undefined
          ? "take-over-confirmedPassword"
          : !isMobile
            ? "take-over-mobile"
            : !isCode
              ? "take-over-sms"
              : null;
    if (first !== null) {
      document.getElementById(first)?.focus();
      return;
    }
    attempt(async () => {
      await call("accounts.take-over", {
        accountId: props.accountId,
        password: newPassword.password,
        mobile,
        smsCode,
      });
      props.onDone();
    });
  };

  const mobileMessages = {
    problem: isTried && !isMobile ? takeOverText.mobileInvalid : undefined,
  };
  return (
    <Dialog
      title={takeOverText.title(props.accountName)}
      width={600}
      onCancel={props.onCancel}
      onConfirm={takeOver}
      footer={
        <>
          <Button onClick={props.onCancel}>{frameText.cancel}</Button>
          <Button type="primary" loading={isBusy} onClick={takeOver}>
            {takeOverText.verb}
          </Button>
        </>
      }
    >
      <form
        className="stack narrow-fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          takeOver();
        }}
      >
        <p>{takeOverText.explanation}</p>
        <NewPasswordFields
          ids="take-over"
          value={newPassword}
          onValue={setNewPassword}
          isProblemShown={isTried}
          refusal={refused === "password" ? refusal : undefined}
          passwordLabel={changePasswordText.newPassword}
          isFirst
        />
        <FieldFrame
          id="take-over-mobile"
          label={takeOverText.mobile}
          isRequired
          messages={mobileMessages}
        >
          <div className="width-person">
            <TypedInput
              id="take-over-mobile"
              value={mobile}
              accept={acceptMobile}
              onValue={setMobile}
              inputMode="tel"
              describedBy={describedBy("take-over-mobile", mobileMessages)}
              isInvalid={mobileMessages.problem !== undefined}
              isRequired
            />
          </div>
        </FieldFrame>
        <SmsCodeField
          id="take-over-sms"
          value={smsCode}
          onValue={setSmsCode}
          problem={
            refused === "smsCode"
              ? refusal
              : isTried && !isCode
                ? takeOverText.smsRequired
                : undefined
          }
          recipient={mobile}
          refuse={() => (isMobile ? undefined : takeOverText.mobileInvalid)}
          askCaptcha={askCaptcha}
          send={(captcha) =>
            call("accounts.send-sms-code", {
              purpose: "take-over",
              mobile,
              captcha,
            })
          }
        />
        {problem !== null && refused === null && (
          <AskProblem problem={problem} onSignInAgain={props.onSignInAgain} />
        )}
        <SubmitOnEnter />
      </form>
    </Dialog>
  );
}
