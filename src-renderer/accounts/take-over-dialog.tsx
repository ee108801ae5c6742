import { useState } from "react";
import { judgePersonName } from "../../src-shared/accounts/registration-rules.ts";
import { isMainlandMobile } from "../../src-shared/identity/mobile.ts";
import { askCaptcha } from "../app/ask-captcha.ts";
import { call } from "../app/bridge.ts";
import { changePasswordText, takeOverText } from "../text/account-text.ts";
import { codeText } from "../text/captcha-text.ts";
import { sayRegistrationProblem } from "../text/registration-text.ts";
import { sayAtField } from "../text/say-at-field.ts";
import { CodeField } from "../ui/fields/code-field.tsx";
import { describedBy, FieldFrame } from "../ui/fields/field-frame.tsx";
import {
  judgeNewPassword,
  noNewPassword,
} from "../ui/fields/judge-new-password.ts";
import { NewPasswordFields } from "../ui/fields/new-password-fields.tsx";
import { settleText } from "../ui/fields/settled-text.ts";
import {
  acceptAnything,
  acceptMobile,
  isVerificationCode,
  type Accept,
} from "../ui/fields/typed-text.ts";
import { TypedInput } from "../ui/fields/typed-input.tsx";
import { useAttempt } from "../ui/use-attempt.ts";
import { AccountDialog } from "./account-dialog.tsx";
import { refusedPlace } from "./refused-place.ts";

/** The key's holder gives the account a new password, contact and mobile; whoever used it before is out. */
export function TakeOverDialog(props: {
  accountId: string;
  accountName: string;
  /** Whose key it is: most often the new contact. */
  holderName: string;
  onDone: () => void;
  onCancel: () => void;
  onSignInAgain: () => void;
}) {
  const [newPassword, setNewPassword] = useState(noNewPassword);
  const [contactName, setContactName] = useState(props.holderName);
  const [mobile, setMobile] = useState("");
  const [smsCode, setSmsCode] = useState("");
  const [isTried, setIsTried] = useState(false);
  const { attempt, isBusy, problem } = useAttempt();
  const passwordProblems = judgeNewPassword(newPassword);
  const nameProblem = judgePersonName(contactName);
  const isMobile = isMainlandMobile(mobile);
  const refused = problem === null ? null : refusedPlace(problem);
  const refusal = problem === null ? undefined : sayAtField(problem);

  const takeOver = () => {
    setIsTried(true);
    const open = {
      "take-over-password": passwordProblems.password !== undefined,
      "take-over-confirmedPassword": passwordProblems.confirmed !== undefined,
      "take-over-name": nameProblem !== null,
      "take-over-mobile": !isMobile,
      "take-over-sms": !isVerificationCode(smsCode),
    };
    const first = Object.entries(open).find(([, isOpen]) => isOpen);
    if (first !== undefined) {
      document.getElementById(first[0])?.focus();
      return;
    }
    attempt(async () => {
      await call("accounts.take-over", {
        accountId: props.accountId,
        password: newPassword.password,
        contactName,
        mobile,
        smsCode,
      });
      props.onDone();
    });
  };

  return (
    <AccountDialog
      title={takeOverText.title(props.accountName)}
      verb={takeOverText.verb}
      isBusy={isBusy}
      problem={refused === null ? problem : null}
      onConfirm={takeOver}
      onCancel={props.onCancel}
      onSignInAgain={props.onSignInAgain}
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
      <TakeOverText
        id="take-over-name"
        label={takeOverText.contactName}
        value={contactName}
        accept={acceptAnything}
        onValue={setContactName}
        onLeave={() => setContactName(settleText(contactName))}
        problem={
          refused === "contactName"
            ? refusal
            : isTried && nameProblem !== null
              ? sayRegistrationProblem({ place: "contactName", ...nameProblem })
              : undefined
        }
      />
      <TakeOverText
        id="take-over-mobile"
        label={takeOverText.mobile}
        value={mobile}
        accept={acceptMobile}
        onValue={setMobile}
        problem={
          refused === "mobile"
            ? refusal
            : isTried && !isMobile
              ? takeOverText.mobileInvalid
              : undefined
        }
      />
      <CodeField
        way="sms"
        id="take-over-sms"
        value={smsCode}
        onValue={setSmsCode}
        problem={
          refused === "smsCode"
            ? refusal
            : isTried && !isVerificationCode(smsCode)
              ? codeText.sms.required
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
    </AccountDialog>
  );
}

function TakeOverText(props: {
  id: string;
  label: string;
  value: string;
  accept: Accept;
  onValue: (value: string) => void;
  onLeave?: () => void;
  problem: string | undefined;
}) {
  const { id, label, problem, accept, onLeave } = props;
  const messages = { problem };
  return (
    <FieldFrame id={id} label={label} isRequired messages={messages}>
      <div className="width-person">
        <TypedInput
          id={id}
          value={props.value}
          accept={accept}
          onValue={props.onValue}
          {...(accept === acceptMobile ? { inputMode: "tel" } : {})}
          {...(onLeave === undefined ? {} : { onLeave })}
          describedBy={describedBy(id, messages)}
          isInvalid={problem !== undefined}
          isRequired
        />
      </div>
    </FieldFrame>
  );
}
