import { Button } from "antd";
import { useEffect, useRef, type ReactNode } from "react";
import { frameText } from "../text/frame-text.ts";
import { Dialog } from "./dialog.tsx";
import { SubmitOnEnter } from "./submit-on-enter.tsx";

/**
 * The frame of a dialog with a form: its fields, 取消, and a button that repeats the verb; Enter does the same. A refusal
 * leads to the first field that it is about.
 */
export function FormDialog(props: {
  title: string;
  width: number;
  verb: string;
  isDestructive?: boolean;
  isBusy: boolean;
  onConfirm: () => void;
  onCancel: () => void;
  children: ReactNode;
}) {
  const { onConfirm, onCancel, isBusy } = props;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (isBusy) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [isBusy]);
  return (
    <Dialog
      title={props.title}
      width={props.width}
      onCancel={onCancel}
      onConfirm={onConfirm}
      footer={
        <>
          <Button onClick={onCancel}>{frameText.cancel}</Button>
          <Button
            type="primary"
            danger={props.isDestructive === true}
            loading={isBusy}
            onClick={onConfirm}
          >
            {props.verb}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        className="stack narrow-fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm();
        }}
      >
        {props.children}
        <SubmitOnEnter />
      </form>
    </Dialog>
  );
}
