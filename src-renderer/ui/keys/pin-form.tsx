import { Alert, Button, Input, type InputRef } from "antd";
import {
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from "react";
import type { Problem } from "../../../src-shared/problems/problem.ts";
import type {
  KeyCertificate,
  PinState,
} from "../../../src-shared/usb-key/usb-key-procedures.ts";
import { pinText } from "../../text/usb-key-text.ts";
import { problemOf } from "../problem-of.ts";
import { firstFocus } from "../dialog.tsx";
import { ProblemNotice } from "../problem-notice.tsx";
import { CertificateFacts } from "./certificate-facts.tsx";

export interface PinEntry {
  readonly pin: string | null;
  readonly isFinalTryConfirmed: boolean;
}

/** Asks for the PIN of one key for one purpose. One click is one try; nothing is sent again by itself. */
export function PinForm(props: {
  certificate: KeyCertificate;
  pinState: PinState;
  purpose: string;
  verb: string;
  /** Rejects with a ProblemError, which is shown here. */
  onConfirm: (entry: PinEntry) => Promise<void>;
  /** Asked together with the PIN. */
  furtherFields?: ReactNode;
  /** Buttons at the left of the confirming one. */
  otherButtons?: ReactNode;
}) {
  const { pinState } = props;
  const [pin, setPin] = useState("");
  const [typedWords, setTypedWords] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const pinField = useRef<InputRef>(null);
  const isFinalTry =
    pinState.isFinalTry || problem?.code === "key-pin-final-try";
  const isFinalTryConfirmed =
    isFinalTry && typedWords.trim() === pinText.finalTryWords;
  const canConfirm =
    !isBusy &&
    !pinState.isLocked &&
    (pinState.hasPinPad || pin !== "") &&
    (!isFinalTry || isFinalTryConfirmed);

  const confirm = async () => {
    if (!canConfirm) return;
    const entry = { pin: pinState.hasPinPad ? null : pin, isFinalTryConfirmed };
    setPin("");
    setTypedWords("");
    setProblem(null);
    setIsBusy(true);
    try {
      await props.onConfirm(entry);
    } catch (error) {
      setProblem(problemOf(error));
      pinField.current?.focus();
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <CertificateFacts
        certificate={props.certificate}
        purpose={props.purpose}
      />
      {pinState.isLocked && (
        <ProblemNotice problem={{ code: "key-pin-locked" }} />
      )}
      {problem !== null && <ProblemNotice problem={problem} />}
      {props.furtherFields}
      {isFinalTry ? (
        <FinalTryField value={typedWords} onChange={setTypedWords} />
      ) : (
        pinState.isCountLow &&
        problem === null && (
          <Alert type="warning" showIcon title={pinText.countLow} />
        )
      )}
      {pinState.hasPinPad ? (
        <p>{pinText.pinPad}</p>
      ) : (
        <PinField
          value={pin}
          onChange={setPin}
          isDisabled={isBusy || pinState.isLocked}
          ref={pinField}
        />
      )}
      <span role="status" className="quiet">
        {isBusy ? pinText.busy : ""}
      </span>
      <div className="line line-end">
        {props.otherButtons}
        <Button
          type="primary"
          htmlType="submit"
          loading={isBusy}
          disabled={!canConfirm && !isBusy}
        >
          {props.verb}
        </Button>
      </div>
    </form>
  );
}

function PinField({
  ref,
  ...props
}: {
  value: string;
  onChange: (pin: string) => void;
  isDisabled: boolean;
  ref: Ref<InputRef>;
}) {
  const id = useId();
  const [isCapsLockOn, setIsCapsLockOn] = useState(false);
  const watchCapsLock = (event: KeyboardEvent) =>
    setIsCapsLockOn(event.getModifierState("CapsLock"));
  return (
    <div className="stack pin-field">
      <label htmlFor={id}>{pinText.field}</label>
      <Input
        id={id}
        ref={ref}
        type="password"
        autoComplete="off"
        autoFocus
        {...firstFocus}
        maxLength={64}
        value={props.value}
        readOnly={props.isDisabled}
        aria-describedby={`${id}-notes`}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={watchCapsLock}
        onKeyUp={watchCapsLock}
      />
      <span id={`${id}-notes`} role="status" className="mark-warning">
        {isCapsLockOn ? pinText.capsLock : ""}
      </span>
    </div>
  );
}

function FinalTryField(props: {
  value: string;
  onChange: (words: string) => void;
}) {
  const id = useId();
  return (
    <>
      <Alert type="error" showIcon role="alert" title={pinText.finalTry} />
      <div className="stack pin-field">
        <label htmlFor={id}>{pinText.finalTryField}</label>
        <Input
          id={id}
          autoComplete="off"
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        />
      </div>
    </>
  );
}
