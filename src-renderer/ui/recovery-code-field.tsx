import { Input } from "antd";
import { useId } from "react";
import { recoveryText } from "../text/recovery-text.ts";
import { firstFocus } from "./dialog.tsx";

export function RecoveryCodeField(props: {
  value: string;
  onChange: (typed: string) => void;
}) {
  const id = useId();
  return (
    <div className="stack recovery-field">
      <label htmlFor={id}>{recoveryText.field}</label>
      <Input
        id={id}
        {...firstFocus}
        autoComplete="off"
        spellCheck={false}
        className="recovery-code-text"
        maxLength={100}
        value={props.value}
        aria-describedby={`${id}-hint`}
        onChange={(event) => props.onChange(event.target.value)}
      />
      <span id={`${id}-hint`} className="quiet">
        {recoveryText.fieldHint}
      </span>
    </div>
  );
}
