import { Input, type InputRef } from "antd";
import { useId, useState, type KeyboardEvent, type Ref } from "react";
import { pinText } from "../../text/usb-key-text.ts";
import { firstFocus } from "../dialog.tsx";

/** Never prefilled, never offered for keeping; says when Caps Lock is on. */
export function PinField({
  ref,
  ...props
}: {
  label: string;
  value: string;
  onChange: (pin: string) => void;
  isDisabled: boolean;
  /** Takes the focus where its form opens. */
  isFirst?: boolean;
  /** What is wrong with what is typed. */
  mistake?: string | null;
  onBlur?: () => void;
  ref?: Ref<InputRef>;
}) {
  const id = useId();
  const [isCapsLockOn, setIsCapsLockOn] = useState(false);
  const watchCapsLock = (event: KeyboardEvent) =>
    setIsCapsLockOn(event.getModifierState("CapsLock"));
  const mistake = props.mistake ?? null;
  return (
    <div className="stack pin-field">
      <label htmlFor={id}>{props.label}</label>
      <Input
        id={id}
        ref={ref}
        type="password"
        autoComplete="off"
        {...(props.isFirst === true ? { autoFocus: true, ...firstFocus } : {})}
        maxLength={64}
        value={props.value}
        readOnly={props.isDisabled}
        status={mistake === null ? "" : "error"}
        aria-invalid={mistake !== null}
        aria-describedby={`${id}-notes`}
        onChange={(event) => props.onChange(event.target.value)}
        onBlur={props.onBlur}
        onKeyDown={watchCapsLock}
        onKeyUp={watchCapsLock}
      />
      <span id={`${id}-notes`} role="status">
        {mistake !== null && <span className="mark-problem">{mistake}</span>}
        {isCapsLockOn && (
          <span className="mark-warning">{pinText.capsLock}</span>
        )}
      </span>
    </div>
  );
}
