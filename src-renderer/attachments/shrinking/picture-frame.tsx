import { useCallback } from "react";
import { attachmentText } from "../../text/attachment-text.ts";
import type { PixelSize } from "./shrink-messages.ts";

export function PictureFrame(props: {
  name: string;
  blob: Blob;
  size: string;
  pixels: PixelSize;
  /** On the screen, in pixels; null = as large as the frame. */
  width: number | null;
  onScroll: (frame: HTMLElement) => void;
}) {
  const { name, blob, size, pixels, width } = props;
  const show = useCallback(
    (image: HTMLImageElement) => {
      const address = URL.createObjectURL(blob);
      image.src = address;
      return () => URL.revokeObjectURL(address);
    },
    [blob],
  );
  return (
    <figure>
      <div
        className={
          width === null ? "picture-frame" : "picture-frame picture-frame-full"
        }
        role="group"
        aria-label={attachmentText.frameOf(name)}
        tabIndex={width === null ? -1 : 0}
        onScroll={({ currentTarget }) => props.onScroll(currentTarget)}
      >
        <img
          ref={show}
          alt={name}
          draggable={false}
          style={width === null ? {} : { width }}
        />
      </div>
      <figcaption>
        <strong>{name}</strong> {size}，
        {attachmentText.pixels(pixels.width, pixels.height)}
      </figcaption>
    </figure>
  );
}
