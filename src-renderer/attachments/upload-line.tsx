import { Button, Progress } from "antd";
import { attachmentText } from "../text/attachment-text.ts";
import { saySize } from "../text/say-time.ts";
import type { RowUpload } from "./upload-store.ts";

export function UploadLine(props: {
  upload: Extract<RowUpload, { kind: "running" }>;
  onCancel: () => void;
}) {
  const { fileName, size, sent } = props.upload;
  // The last step, judging and storing, has no number of its own.
  const percent = Math.min(99, Math.floor((sent / size) * 100));
  return (
    <div className="upload-line">
      <span className="attachment-name">{fileName}</span>
      <span className="quiet">{saySize(size)}</span>
      <span>{attachmentText.working}</span>
      <Progress
        className="upload-progress"
        percent={percent}
        size="small"
        aria-label={attachmentText.working}
      />
      <Button size="small" onClick={props.onCancel}>
        {attachmentText.cancel}
      </Button>
    </div>
  );
}
