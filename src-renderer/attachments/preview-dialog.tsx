import { useCallback } from "react";
import type { Attachment } from "../../src-shared/filings/filing-content.ts";
import { useAnswer } from "../app/use-answer.ts";
import { attachmentText } from "../text/attachment-text.ts";
import { LoadingBlock } from "../ui/loading-block.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { readAttachment } from "./read-attachment.ts";
import { Dialog } from "../ui/dialog.tsx";

/** jpg, png and pdf are shown inside the client. */
export function canBeShown({ mediaType }: Attachment): boolean {
  return isPicture(mediaType) || mediaType === "application/pdf";
}

export function isPicture(mediaType: string): boolean {
  return mediaType === "image/jpeg" || mediaType === "image/png";
}

export function PreviewDialog(props: {
  attachment: Attachment;
  onClose: () => void;
}) {
  const { attachment } = props;
  const { sha256, fileName } = attachment;
  // Not the object: a refreshed detail brings a new one for the same file, and a reader would lose the page.
  const ask = useCallback(
    () => readAttachment({ sha256, fileName }, "view"),
    [sha256, fileName],
  );
  const { content: address, problem } = useAnswer(ask);
  return (
    <Dialog
      mask={{ closable: true }}
      title={attachmentText.viewTitle(attachment.fileName)}
      width="min(1080px, 92vw)"
      centered
      footer={null}
      onCancel={props.onClose}
    >
      <div className="preview">
        {problem !== null && <ProblemNotice problem={problem} />}
        {address === null && problem === null && <LoadingBlock />}
        {address !== null &&
          (isPicture(attachment.mediaType) ? (
            <img
              src={address}
              alt={attachmentText.pictureOf(attachment.fileName)}
              draggable={false}
            />
          ) : (
            <iframe
              src={address}
              title={attachmentText.viewTitle(attachment.fileName)}
            />
          ))}
      </div>
    </Dialog>
  );
}
