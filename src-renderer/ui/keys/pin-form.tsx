import { Button, type InputRef } from "antd";
import { useRef, useState, type ReactNode } from "react";
import type { KeyCertificate } from "../../../src-shared/usb-key/usb-key-procedures.ts";
import { pinText } from "../../text/usb-key-text.ts";
import { CertificateFacts } from "./certificate-facts.tsx";
import { PinField } from "./pin-field.tsx";
import { FinalTryField, PinNotices } from "./pin-notices.tsx";
import { usePinTry } from "./use-pin-try.ts";

export interface PinEntry {
  readonly pin: string | null;
  readonly isFinalTryConfirmed: boolean;
}

/** Asks for the PIN of one key for one purpose. */
export function PinForm(props: {
  certificate: KeyCertificate;
  purpose: string;
  verb: string;
  /** Rejects with a ProblemError, which is shown here. */
  onConfirm: (entry: PinEntry) => Promise<void>;
  onTyping?: () => void;
  /** Asked together with the PIN. */
  furtherFields?: ReactNode;
  /** Buttons at the left of the confirming one. */
  otherButtons?: ReactNode;
}) {
  const { certificate } = props;
  const { isLocked, hasPinPad } = certificate.pin;
  const [pin, setPin] = useState("");
  const pinField = useRef<InputRef>(null);
  const pinTry = usePinTry(certificate);
  const { isBusy } = pinTry;
  const canConfirm = pinTry.mayTry && (hasPinPad || pin !== "");

  const confirm = async () => {
    if (!canConfirm) return;
    const typed = hasPinPad ? null : pin;
    setPin("");
    const isDone = await pinTry.attempt((isFinalTryConfirmed) =>
      props.onConfirm({ pin: typed, isFinalTryConfirmed }),
    );
    if (!isDone) pinField.current?.focus();
  };

  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <CertificateFacts certificate={certificate} purpose={props.purpose} />
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
      {props.furtherFields}
      {hasPinPad ? (
        <p>{pinText.pinPad}</p>
      ) : (
        <PinField
          label={pinText.field}
          value={pin}
          onChange={(typed) => {
            setPin(typed);
            props.onTyping?.();
          }}
          isDisabled={isBusy || isLocked}
          isFirst
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
