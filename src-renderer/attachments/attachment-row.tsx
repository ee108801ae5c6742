import { useState } from "react";
import type { RequiredFile } from "../../src-shared/filings/file-lists.ts";
import type { Attachment } from "../../src-shared/filings/filing-content.ts";
import { attachmentText } from "../text/attachment-text.ts";
import { fileHints, fileLabels } from "../text/field-labels.ts";
import { RequiredMark } from "../ui/fields/field-frame.tsx";
import { AttachedFile } from "./attached-file.tsx";
import { useDesk, useUpload } from "./desk-context.ts";
import { FilePicker } from "./file-picker.tsx";
import { sayAttachmentProblem } from "./say-attachment-problem.ts";
import { UploadLine } from "./upload-line.tsx";
import { filesOf, takesFiles } from "./use-loose-files.ts";

/** One file of the filing; the whole row takes a drop, and a paste while something in it has the focus. */
export function AttachmentRow(props: {
  requirement: RequiredFile;
  attachment: Attachment | null;
  problem: string | undefined;
  focusId: string;
  onRemove: () => void;
}) {
  const { kind } = props.requirement;
  const { attachment, focusId } = props;
  const { uploads } = useDesk();
  const upload = useUpload(kind);
  const [isOver, setIsOver] = useState(false);
  const [isCut, setIsCut] = useState(false);
  const problem =
    upload?.kind === "refused"
      ? attachmentText.refused(
          upload.fileName,
          sayAttachmentProblem(upload.problem, upload.size),
        )
      : props.problem;
  const describedBy = [
    ...(problem === undefined ? [] : [`${focusId}-problem`]),
    `${focusId}-hint`,
  ].join(" ");

  const take = (files: readonly File[]) => {
    const [first] = files;
    setIsCut(files.length > 1);
    if (first !== undefined) uploads.start(kind, first);
  };

  return (
    <li
      className={isOver ? "attachment-row attachment-over" : "attachment-row"}
      {...{ [takesFiles]: "" }}
      onDragEnter={() => setIsOver(true)}
      onDragOver={() => setIsOver(true)}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null))
          setIsOver(false);
      }}
      onDrop={(event) => {
        setIsOver(false);
        take(filesOf(event.dataTransfer));
      }}
      onPaste={(event) => {
        const files = filesOf(event.clipboardData);
        if (files.length > 0) event.preventDefault();
        take(files);
      }}
    >
      <div className="field-label">
        <RequiredMark />
        <label htmlFor={`file-${kind}`}>{fileLabels[kind]}</label>
      </div>
      <div className="attachment-content">
        <div className="attachment-line">
          <FilePicker
            requirement={props.requirement}
            focusId={focusId}
            hasFile={attachment !== null}
            describedBy={describedBy}
            isInvalid={problem !== undefined}
            onFiles={take}
          />
          {isOver ? (
            <span>{attachmentText.dropHere}</span>
          ) : upload?.kind === "running" ? (
            <UploadLine upload={upload} onCancel={() => uploads.cancel(kind)} />
          ) : attachment === null ? (
            <span className="quiet">{attachmentText.none}</span>
          ) : (
            <AttachedFile
              attachment={attachment}
              onRemove={() => {
                uploads.forget(kind);
                props.onRemove();
              }}
            />
          )}
        </div>
        {problem !== undefined && (
          <p id={`${focusId}-problem`} className="field-problem" role="alert">
            {problem}
          </p>
        )}
        {isCut && <p className="field-warning">{attachmentText.onlyFirst}</p>}
        <p id={`${focusId}-hint`} className="field-hint">
          {fileHints[kind]}
        </p>
      </div>
    </li>
  );
}
