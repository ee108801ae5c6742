import { Progress } from "antd";
import { attachmentText } from "../../text/attachment-text.ts";
import { saySize } from "../../text/say-time.ts";

// Most pictures are through after this many attempts; the bar waits for the others.
const usualAttempts = 8;

export function ShrinkProgress(props: { picture: File; attempts: number }) {
  const { attempts } = props;
  const percent = Math.min(
    99,
    Math.round((100 * attempts) / (usualAttempts + 1)),
  );
  return (
    <div className="shrink-progress">
      <p>{attachmentText.shrinking(saySize(props.picture.size), attempts)}</p>
      <Progress percent={percent} aria-label={attachmentText.shrinkProgress} />
      <p className="quiet">{attachmentText.shrinkSafe}</p>
    </div>
  );
}
