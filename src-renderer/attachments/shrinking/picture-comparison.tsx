import { Checkbox } from "antd";
import { useRef, useState } from "react";
import { attachmentText } from "../../text/attachment-text.ts";
import { saySize } from "../../text/say-time.ts";
import { PictureFrame } from "./picture-frame.tsx";
import type { ShrinkOutcome } from "./shrink-messages.ts";

/** Before and after side by side, at a glance or pixel by pixel: only that shows whether the print can be read. */
export function PictureComparison(props: {
  picture: File;
  shrunk: Extract<ShrinkOutcome, { kind: "shrunk" }>;
}) {
  const { picture, shrunk } = props;
  const [isFullSize, setIsFullSize] = useState(false);
  const pair = useRef<HTMLDivElement>(null);
  const sizes = [saySize(picture.size), saySize(shrunk.jpeg.size)] as const;
  // Both in the pixels of the result, so that the same place stands at the same height.
  const width = isFullSize ? shrunk.after.width : null;

  const scrollTogether = (moved: HTMLElement) => {
    for (const frame of pair.current?.querySelectorAll(".picture-frame") ?? [])
      if (frame !== moved) frame.scrollTo(moved.scrollLeft, moved.scrollTop);
  };

  return (
    <div className="stack">
      <p role="status">{attachmentText.shrunk(...sizes)}</p>
      <div className="picture-pair" ref={pair}>
        <PictureFrame
          name={attachmentText.before}
          blob={picture}
          size={sizes[0]}
          pixels={shrunk.before}
          width={width}
          onScroll={scrollTogether}
        />
        <PictureFrame
          name={attachmentText.after}
          blob={shrunk.jpeg}
          size={sizes[1]}
          pixels={shrunk.after}
          width={width}
          onScroll={scrollTogether}
        />
      </div>
      <Checkbox
        checked={isFullSize}
        onChange={({ target }) => setIsFullSize(target.checked)}
      >
        {attachmentText.fullSize}
      </Checkbox>
      <p className="quiet">{attachmentText.lookBeforeUse}</p>
    </div>
  );
}
