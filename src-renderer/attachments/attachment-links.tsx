import { Button } from "antd";
import { useState } from "react";
import type { Attachment } from "../../src-shared/filings/filing-content.ts";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { call } from "../app/bridge.ts";
import { attachmentText } from "../text/attachment-text.ts";
import { AskDialog } from "../ui/ask-dialog.tsx";
import { problemOf } from "../ui/problem-of.ts";
import { downloadAttachment } from "./download-attachment.ts";
import { canBeShown, PreviewDialog } from "./preview-dialog.tsx";
import { sayAttachmentProblem } from "./say-attachment-problem.ts";

/** 查看 and 下载 of one attachment, wherever it is shown. */
export function AttachmentLinks(props: { attachment: Attachment }) {
  const { attachment } = props;
  const { fileName, sha256 } = attachment;
  const [opened, setOpened] = useState<"preview" | "copy" | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const download = async () => {
    setProblem(null);
    try {
      await downloadAttachment(attachment);
    } catch (error) {
      setProblem(problemOf(error));
    }
  };

  return (
    <>
      <Button
        type="link"
        size="small"
        onClick={() => setOpened(canBeShown(attachment) ? "preview" : "copy")}
      >
        {attachmentText.view}
        <span className="visually-hidden"> {fileName}</span>
      </Button>
      <a
        className="attachment-download"
        href="#download"
        onClick={(event) => {
          // The bytes come under a one-time ticket, fetched at the click.
          event.preventDefault();
          void download();
        }}
      >
        {attachmentText.download}
        <span className="visually-hidden"> {fileName}</span>
      </a>
      {problem !== null && (
        <span className="field-problem" role="alert">
          {sayAttachmentProblem(problem, attachment.size)}
        </span>
      )}
      {opened === "preview" && (
        <PreviewDialog
          attachment={attachment}
          onClose={() => setOpened(null)}
        />
      )}
      {opened === "copy" && (
        <AskDialog
          title={attachmentText.openCopyTitle}
          verb={attachmentText.openCopy}
          onCancel={() => setOpened(null)}
          onConfirm={async () => {
            await call("attachments.open-copy", { sha256, fileName });
            setOpened(null);
          }}
        >
          <p>{attachmentText.openCopySentence(fileName)}</p>
        </AskDialog>
      )}
    </>
  );
}
