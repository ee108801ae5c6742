import { useState } from "react";
import { judgePassphrase } from "../../src-shared/draft-files/judge-passphrase.ts";
import {
  draftFileText,
  passphraseStrengthText,
} from "../text/draft-file-text.ts";
import { describedBy, FieldFrame } from "../ui/fields/field-frame.tsx";
import { SecretInput } from "../ui/fields/secret-input.tsx";
import { judgeTyped, type TypedPassphrase } from "./judge-typed.ts";

export const passphraseId = "draft-file-passphrase";
export const againId = "draft-file-again";

/** 文件密码, typed twice: strength and match are said while typing, problems when a field is left or after a try. */
export function PassphraseFields(props: {
  value: TypedPassphrase;
  onValue: (value: TypedPassphrase) => void;
  isProblemShown: boolean;
}) {
  const { value, isProblemShown } = props;
  const [isAgainLeft, setIsAgainLeft] = useState(false);
  const problems = judgeTyped(value);
  const isSame = value.again !== "" && value.again === value.passphrase;
  const first = {
    hint: draftFileText.passphraseHint,
    problem: isProblemShown ? problems.passphrase : undefined,
  };
  const second = {
    hint: isSame ? undefined : draftFileText.againHint,
    problem:
      isProblemShown || (isAgainLeft && value.again !== "")
        ? problems.again
        : undefined,
  };
  return (
    <>
      <FieldFrame
        id={passphraseId}
        label={draftFileText.passphrase}
        isRequired
        messages={first}
      >
        <div className="width-person">
          <SecretInput
            id={passphraseId}
            value={value.passphrase}
            onValue={(passphrase) => props.onValue({ ...value, passphrase })}
            describedBy={describedBy(passphraseId, first)}
            isInvalid={first.problem !== undefined}
            isFirst
          />
        </div>
        {first.problem === undefined && (
          <StrengthLine passphrase={value.passphrase} />
        )}
      </FieldFrame>
      <FieldFrame
        id={againId}
        label={draftFileText.again}
        isRequired
        messages={second}
      >
        <div className="width-person">
          <SecretInput
            id={againId}
            value={value.again}
            onValue={(again) => props.onValue({ ...value, again })}
            onLeave={() => setIsAgainLeft(true)}
            describedBy={describedBy(againId, second)}
            isInvalid={second.problem !== undefined}
          />
        </div>
        <p role="status" className="field-fine">
          {isSame ? draftFileText.same : ""}
        </p>
      </FieldFrame>
    </>
  );
}

function StrengthLine({ passphrase }: { passphrase: string }) {
  const strength = judgePassphrase(passphrase);
  const tone = strength === "too-short" ? "weak" : strength;
  return (
    <p role="status" className={`strength strength-${tone}`}>
      {passphrase !== "" && (
        <>
          <span className="strength-bar" aria-hidden="true" />
          {passphraseStrengthText[strength]}
        </>
      )}
    </p>
  );
}
