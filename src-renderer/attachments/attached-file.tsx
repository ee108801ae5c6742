import { Button } from "antd";
import { useState } from "react";
import type { Attachment } from "../../src-shared/filings/filing-content.ts";
import { attachmentText } from "../text/attachment-text.ts";
import { saySize } from "../text/say-time.ts";
import { AskDialog } from "../ui/ask-dialog.tsx";
import { AttachmentLinks } from "./attachment-links.tsx";
import { Thumbnail } from "./thumbnail.tsx";

/** The file a row holds. */
export function AttachedFile(props: {
  attachment: Attachment;
  onRemove: () => void;
}) {
  const { attachment } = props;
  const { fileName, size } = attachment;
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Thumbnail key={attachment.sha256} attachment={attachment} />
      <span className="attachment-name">{fileName}</span>
      <span className="quiet">{saySize(size)}</span>
      <span className="mark-ok">{attachmentText.attached}</span>
      <AttachmentLinks attachment={attachment} />
      <Button type="link" size="small" onClick={() => setIsAsking(true)}>
        {attachmentText.remove}
        <span className="visually-hidden"> {fileName}</span>
      </Button>
      {isAsking && (
        <AskDialog
          title={attachmentText.removeTitle}
          verb={attachmentText.remove}
          isDestructive
          onCancel={() => setIsAsking(false)}
          onConfirm={async () => {
            setIsAsking(false);
            props.onRemove();
          }}
        >
          <p>{attachmentText.removeSentence(fileName)}</p>
        </AskDialog>
      )}
    </>
  );
}
