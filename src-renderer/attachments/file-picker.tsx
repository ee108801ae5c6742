import { Button } from "antd";
import { useRef } from "react";
import type { RequiredFile } from "../../src-shared/filings/file-lists.ts";
import { attachmentText } from "../text/attachment-text.ts";
import { fileLabels } from "../text/field-labels.ts";
import { acceptedExtensions } from "./judge-before-sending.ts";

/**
 * A button for hands and eyes, and beside it the native input that the label names. Only the button is in the order
 * of the Tab key, so that the clerk meets one control.
 */
export function FilePicker(props: {
  requirement: RequiredFile;
  focusId: string;
  hasFile: boolean;
  describedBy: string;
  isInvalid: boolean;
  onFiles: (files: readonly File[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const { kind } = props.requirement;
  return (
    <>
      <Button
        id={props.focusId}
        aria-describedby={props.describedBy}
        danger={props.isInvalid}
        onClick={() => input.current?.click()}
      >
        {props.hasFile ? attachmentText.replace : attachmentText.chooseFile}
        <span className="visually-hidden"> {fileLabels[kind]}</span>
      </Button>
      <input
        ref={input}
        id={`file-${kind}`}
        className="visually-hidden"
        type="file"
        tabIndex={-1}
        accept={acceptedExtensions(props.requirement)}
        aria-describedby={props.describedBy}
        aria-invalid={props.isInvalid}
        onChange={({ target }) => {
          props.onFiles([...(target.files ?? [])]);
          // Else choosing the same file again, mended meanwhile, would be no change.
          target.value = "";
        }}
      />
    </>
  );
}
