import { useState, type SyntheticEvent } from "react";
import type { RequiredFile } from "../../src-shared/filings/file-lists.ts";
import type { Attachment } from "../../src-shared/filings/filing-content.ts";
import { attachmentText } from "../text/attachment-text.ts";
import { fileHints, fileLabels } from "../text/field-labels.ts";
import { RequiredMark } from "../ui/fields/field-frame.tsx";
import { AttachedFile } from "./attached-file.tsx";
import { useDesk, useUpload } from "./desk-context.ts";
import { FilePicker } from "./file-picker.tsx";
import { sayAttachmentProblem } from "./say-attachment-problem.ts";
import { ShrinkOffer } from "./shrinking/shrink-offer.tsx";
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
  const picture = upload?.kind === "refused" ? upload.picture : null;
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
        if (isInside(event)) take(filesOf(event.dataTransfer));
      }}
      onPaste={(event) => {
        if (isInside(event)) take(filesOf(event.clipboardData));
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
        {picture !== null && (
          <ShrinkOffer
            picture={picture}
            requirement={props.requirement}
            focusId={focusId}
            onUse={(shrunk) => uploads.start(kind, shrunk)}
            onRefuse={(why) => uploads.refuse(kind, picture, why)}
          />
        )}
        {isCut && <p className="field-warning">{attachmentText.onlyFirst}</p>}
        <p id={`${focusId}-hint`} className="field-hint">
          {fileHints[kind]}
        </p>
      </div>
    </li>
  );
}

/** React hands on what happens in the row's dialogs too, though they stand elsewhere on the page. */
function isInside({ currentTarget, target }: SyntheticEvent): boolean {
  return target instanceof Node && currentTarget.contains(target);
}
