import { useState } from "react";
import {
  brokenPasswordRules,
  passwordStrength,
} from "../../../src-shared/identity/password.ts";
import {
  passwordText,
  sayBrokenRules,
  strengthLabels,
} from "../../text/password-text.ts";
import { describedBy, FieldFrame } from "./field-frame.tsx";
import { judgeNewPassword, type NewPassword } from "./judge-new-password.ts";
import { SecretInput } from "./secret-input.tsx";

/** 密码 and 确认密码: strength and match are said while typing, problems when a field is left or after a try. */
export function NewPasswordFields(props: {
  /** Prefix of the ids: `<ids>-password`, `<ids>-confirmedPassword`. */
  ids: string;
  value: NewPassword;
  onValue: (value: NewPassword) => void;
  isProblemShown: boolean;
  /** What the API said about it. */
  refusal?: string | undefined;
  isFirst?: boolean;
  passwordLabel?: string;
}) {
  const { ids, value } = props;
  const [left, setLeft] = useState({ password: false, confirmed: false });
  const problems = judgeNewPassword(value);
  const shown = {
    password:
      props.refusal ??
      (props.isProblemShown || (left.password && value.password !== "")
        ? problems.password
        : undefined),
    confirmed:
      props.isProblemShown || (left.confirmed && value.confirmed !== "")
        ? problems.confirmed
        : undefined,
  };
  const field = (name: "password" | "confirmed", hint: string | undefined) => {
    const id = `${ids}-${name === "confirmed" ? "confirmedPassword" : name}`;
    const messages = { hint, problem: shown[name] };
    return {
      frame: { id, isRequired: true, messages },
      input: {
        id,
        value: value[name],
        onValue: (text: string) => props.onValue({ ...value, [name]: text }),
        onLeave: () => setLeft({ ...left, [name]: true }),
        describedBy: describedBy(id, messages),
        isInvalid: shown[name] !== undefined,
      },
    };
  };
  const first = field("password", passwordText.hint);
  const isSame = value.confirmed !== "" && value.confirmed === value.password;
  const second = field(
    "confirmed",
    isSame ? undefined : passwordText.confirmedHint,
  );
  return (
    <>
      <FieldFrame
        {...first.frame}
        label={props.passwordLabel ?? passwordText.newPassword}
      >
        <div className="width-person">
          <SecretInput {...first.input} isFirst={props.isFirst === true} />
        </div>
        {shown.password === undefined && (
          <StrengthLine password={value.password} />
        )}
      </FieldFrame>
      <FieldFrame {...second.frame} label={passwordText.confirmed}>
        <div className="width-person">
          <SecretInput {...second.input} />
        </div>
        <p role="status" className="field-fine">
          {isSame ? passwordText.same : ""}
        </p>
      </FieldFrame>
    </>
  );
}

function StrengthLine({ password }: { password: string }) {
  const broken = brokenPasswordRules(password);
  const strength = passwordStrength(password);
  return (
    <p role="status" className={`strength strength-${strength}`}>
      {password !== "" && (
        <>
          <span className="strength-bar" aria-hidden="true" />
          {broken.length > 0
            ? sayBrokenRules(broken)
            : `${passwordText.strength}${strengthLabels[strength]}`}
        </>
      )}
    </p>
  );
}
