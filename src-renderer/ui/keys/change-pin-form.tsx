import { Button, type InputRef } from "antd";
import { useRef, useState, type ReactNode } from "react";
import type { Problem } from "../../../src-shared/problems/problem.ts";
import type { KeyCertificate } from "../../../src-shared/usb-key/usb-key-procedures.ts";
import { changePinText, pinText } from "../../text/usb-key-text.ts";
import { CertificateFacts } from "./certificate-facts.tsx";
import { judgeNewPin, type TypedPins } from "./judge-new-pin.ts";
import { PinField } from "./pin-field.tsx";
import { FinalTryField, PinNotices } from "./pin-notices.tsx";
import { usePinTry } from "./use-pin-try.ts";

export interface PinChange {
  readonly pins: { readonly present: string; readonly next: string } | null;
  readonly isFinalTryConfirmed: boolean;
}

const nothing: TypedPins = { present: "", next: "", repeated: "" };

export function ChangePinForm(props: {
  certificate: KeyCertificate;
  lastProblem: Problem | null;
  /** Rejects with a ProblemError, which is shown here. */
  onConfirm: (change: PinChange) => Promise<void>;
  onBusy: (isBusy: boolean) => void;
  otherButtons: ReactNode;
}) {
  const { certificate } = props;
  const { isLocked, hasPinPad, length } = certificate.pin;
  const [typed, setTyped] = useState(nothing);
  const [left, setLeft] = useState({ next: false, repeated: false });
  const presentField = useRef<InputRef>(null);
  const pinTry = usePinTry(certificate, props.lastProblem);
  const mistakes = judgeNewPin(typed, length);
  const isComplete =
    typed.present !== "" &&
    typed.next !== "" &&
    mistakes.next === null &&
    mistakes.repeated === null;
  const canConfirm = pinTry.mayTry && (hasPinPad || isComplete);

  const confirm = async () => {
    if (!canConfirm) {
      setLeft({ next: true, repeated: true });
      return;
    }
    const { present, next } = typed;
    setTyped(nothing);
    setLeft({ next: false, repeated: false });
    props.onBusy(true);
    const isDone = await pinTry.attempt((isFinalTryConfirmed) =>
      props.onConfirm({
        pins: hasPinPad ? null : { present, next },
        isFinalTryConfirmed,
      }),
    );
    props.onBusy(false);
    if (!isDone) presentField.current?.focus();
  };

  const fieldFor = (name: keyof TypedPins) => ({
    label: changePinText[name],
    value: typed[name],
    onChange: (text: string) => setTyped({ ...typed, [name]: text }),
    isDisabled: pinTry.isBusy || isLocked,
  });
  const shown = (name: keyof typeof left) =>
    left[name] && typed[name] !== "" ? mistakes[name] : null;

  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <CertificateFacts
        certificate={certificate}
        purpose={changePinText.purpose}
      />
      <PinNotices
        certificate={certificate}
        problem={pinTry.problem}
        isFinalTry={pinTry.isFinalTry}
      />
      {pinTry.isFinalTry && !isLocked && (
        <FinalTryField
          value={pinTry.typedWords}
          onChange={pinTry.setTypedWords}
        />
      )}
      {hasPinPad ? (
        <p>{changePinText.pinPad}</p>
      ) : (
        <>
          <PinField {...fieldFor("present")} isFirst ref={presentField} />
          <PinField
            {...fieldFor("next")}
            mistake={shown("next")}
            onBlur={() => setLeft({ ...left, next: true })}
          />
          <PinField
            {...fieldFor("repeated")}
            mistake={shown("repeated")}
            onBlur={() => setLeft({ ...left, repeated: true })}
          />
          <p className="quiet">
            {changePinText.rule(length.least, length.most)}
          </p>
        </>
      )}
      <span role="status" className="quiet">
        {pinTry.isBusy ? pinText.busy : ""}
      </span>
      <div className="line line-end">
        {props.otherButtons}
        <Button
          type="primary"
          htmlType="submit"
          loading={pinTry.isBusy}
          disabled={!canConfirm && !pinTry.isBusy}
        >
          {changePinText.verb}
        </Button>
      </div>
    </form>
  );
}
