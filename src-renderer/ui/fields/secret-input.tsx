import { EyeInvisibleOutlined, EyeOutlined } from "@ant-design/icons";
import { Button, Input, type InputRef } from "antd";
import { useState, type KeyboardEvent, type Ref } from "react";
import { passwordText } from "../../text/password-text.ts";
import { firstFocus } from "../dialog.tsx";

/** A password field: never remembered by the browser, shown on request, Caps Lock said. */
export function SecretInput({
  ref,
  ...props
}: {
  id: string;
  value: string;
  onValue: (value: string) => void;
  onLeave?: () => void;
  describedBy?: string | undefined;
  isInvalid?: boolean;
  isFirst?: boolean;
  placeholder?: string;
  ref?: Ref<InputRef>;
}) {
  const [isShown, setIsShown] = useState(false);
  const [isCapsLockOn, setIsCapsLockOn] = useState(false);
  const watchCapsLock = (event: KeyboardEvent) =>
    setIsCapsLockOn(event.getModifierState("CapsLock"));
  const capsId = `${props.id}-caps-lock`;
  return (
    <>
      <Input
        id={props.id}
        ref={ref}
        type={isShown ? "text" : "password"}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        status={props.isInvalid === true ? "error" : ""}
        value={props.value}
        placeholder={props.placeholder ?? ""}
        aria-describedby={[props.describedBy, capsId]
          .filter((id) => id !== undefined)
          .join(" ")}
        aria-invalid={props.isInvalid === true}
        aria-required
        {...(props.isFirst === true ? firstFocus : {})}
        onChange={(event) => props.onValue(event.target.value)}
        onBlur={() => props.onLeave?.()}
        onKeyDown={watchCapsLock}
        onKeyUp={watchCapsLock}
        suffix={
          <Button
            type="text"
            size="small"
            className="eye-button"
            aria-pressed={isShown}
            icon={
              isShown ? (
                <EyeInvisibleOutlined aria-hidden="true" />
              ) : (
                <EyeOutlined aria-hidden="true" />
              )
            }
            onClick={() => setIsShown(!isShown)}
          >
            <span className="visually-hidden">
              {isShown ? passwordText.hide : passwordText.show}
            </span>
          </Button>
        }
      />
      <span id={capsId} role="status" className="field-warning">
        {isCapsLockOn ? passwordText.capsLock : ""}
      </span>
    </>
  );
}
