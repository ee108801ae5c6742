import { Input } from "antd";
import {
  useState,
  type ChangeEvent,
  type CompositionEvent,
  type ReactNode,
  type SyntheticEvent,
} from "react";

type TextControl = HTMLInputElement | HTMLTextAreaElement;

export interface TypedInputProps {
  readonly id: string;
  readonly value: string;
  /** What the field takes over of an input; must leave its own results alone. */
  readonly accept: (next: string, previous: string) => string;
  readonly onValue: (value: string) => void;
  readonly onLeave?: (() => void) | undefined;
  /** Accessible name where no label element stands beside it. */
  readonly name?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly isInvalid?: boolean | undefined;
  readonly isRequired?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly placeholder?: string | undefined;
  readonly inputMode?: "decimal" | "numeric" | "tel" | "email" | undefined;
  readonly lines?: number | undefined;
  readonly suffix?: ReactNode;
}

/**
 * A text field that refuses what does not belong in while it is typed. An input method's unfinished text is left
 * alone until it is confirmed: changing it under the clerk's fingers would break the composition.
 */
export function TypedInput(props: TypedInputProps) {
  const { accept, onValue, value } = props;
  const [composing, setComposing] = useState<string | null>(null);

  const take = (control: TextControl) => {
    const typed = control.value;
    const accepted = accept(typed, value);
    const caret = control.selectionStart ?? typed.length;
    if (accepted !== value) onValue(accepted);
    if (accepted === typed) return;
    const place = accept(typed.slice(0, caret), "").length;
    // After React has put the accepted text back, which moves the caret to the end.
    queueMicrotask(() => control.setSelectionRange(place, place));
  };

  const controlProps = {
    id: props.id,
    value: composing ?? value,
    status: props.isInvalid === true ? ("error" as const) : ("" as const),
    disabled: props.isDisabled === true,
    autoComplete: "off",
    spellCheck: false,
    placeholder: props.placeholder ?? "",
    "aria-label": props.name,
    "aria-describedby": props.describedBy,
    "aria-invalid": props.isInvalid === true,
    "aria-required": props.isRequired === true,
    onChange: (event: ChangeEvent<TextControl>) => {
      const { nativeEvent, target } = event;
      if ("isComposing" in nativeEvent && nativeEvent.isComposing === true)
        setComposing(target.value);
      else take(target);
    },
    onBeforeInput: (event: SyntheticEvent<TextControl>) => {
      if (composing === null && isRefused(event, accept, value))
        event.preventDefault();
    },
    onCompositionEnd: (event: CompositionEvent<TextControl>) => {
      setComposing(null);
      take(event.currentTarget);
    },
    onBlur: () => props.onLeave?.(),
  };

  if (props.lines !== undefined)
    return <Input.TextArea {...controlProps} rows={props.lines} />;
  return (
    <Input
      {...controlProps}
      {...(props.inputMode === undefined ? {} : { inputMode: props.inputMode })}
      suffix={props.suffix}
    />
  );
}

/** True where the typed character would change nothing: it never enters, so the caret stays where it is. */
function isRefused(
  event: SyntheticEvent<TextControl>,
  accept: TypedInputProps["accept"],
  value: string,
): boolean {
  const { data } = event as unknown as { data?: unknown };
  if (typeof data !== "string" || data === "" || data === "\n") return false;
  const { selectionStart, selectionEnd } = event.currentTarget;
  const before = value.slice(0, selectionStart ?? value.length);
  const after = value.slice(selectionEnd ?? value.length);
  const accepted = accept(before + data + after, value);
  return accepted === value || accepted === before + after;
}
