import { Button } from "antd";
import { useContext, useRef, useState } from "react";
import type { RequiredFile } from "../../src-shared/filings/file-lists.ts";
import type { FilingFiles } from "../../src-shared/filings/filing-content.ts";
import { attachmentText } from "../text/attachment-text.ts";
import { AssignDialog } from "./assign-dialog.tsx";
import { LooseFilesContext, useDesk } from "./desk-context.ts";

/** Takes many files at once. What is dropped here falls through to the desk like anything beside a row. */
export function AttachmentDropZone(props: {
  requirements: readonly RequiredFile[];
  files: FilingFiles;
}) {
  const { assign } = useDesk();
  const loose = useContext(LooseFilesContext);
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  return (
    <div
      className={isOver ? "drop-zone attachment-over" : "drop-zone"}
      onDragOver={() => setIsOver(true)}
      onDragLeave={() => setIsOver(false)}
      onDrop={() => setIsOver(false)}
    >
      <span>{attachmentText.dropTitle}</span>
      <Button onClick={() => input.current?.click()}>
        {attachmentText.chooseMany}
      </Button>
      <span className="field-hint">{attachmentText.dropHint}</span>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        multiple
        tabIndex={-1}
        aria-hidden="true"
        onChange={({ target }) => {
          assign([...(target.files ?? [])]);
          target.value = "";
        }}
      />
      {loose.length > 0 && (
        <AssignDialog
          key={loose.map(({ name }) => name).join("/")}
          loose={loose}
          requirements={props.requirements}
          files={props.files}
          onClose={() => assign([])}
        />
      )}
    </div>
  );
}
