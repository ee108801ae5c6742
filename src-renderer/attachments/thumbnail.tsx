import { useEffect, useRef, useState } from "react";
import type { Attachment } from "../../src-shared/filings/filing-content.ts";
import { isPicture } from "./preview-dialog.tsx";
import { readAttachment } from "./read-attachment.ts";

/** A bigger picture is not read for a stamp-sized view of it. */
const thumbnailLimitBytes = 1024 * 1024;

/** A small view of a picture once it is scrolled into sight, otherwise the type in letters. */
export function Thumbnail(props: { attachment: Attachment }) {
  const { attachment } = props;
  const { sha256, fileName } = attachment;
  const place = useRef<HTMLSpanElement>(null);
  const [address, setAddress] = useState<string | null>(null);
  const canDraw =
    isPicture(attachment.mediaType) && attachment.size <= thumbnailLimitBytes;

  useEffect(() => {
    const element = place.current;
    if (!canDraw || element === null) return;
    let isGone = false;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting !== true) return;
      observer.disconnect();
      readAttachment({ sha256, fileName }, "view").then(
        (found) => {
          if (!isGone) setAddress(found);
        },
        // The letters stay; 查看 says why the file cannot be read.
        () => undefined,
      );
    });
    observer.observe(element);
    return () => {
      isGone = true;
      observer.disconnect();
    };
  }, [sha256, fileName, canDraw]);

  return (
    <span className="thumbnail" ref={place} aria-hidden="true">
      {address === null ? typeMark(attachment) : <img src={address} alt="" />}
    </span>
  );
}

const marks: Readonly<Record<string, string>> = {
  "image/jpeg": "JPG",
  "image/png": "PNG",
  "application/pdf": "PDF",
  "application/msword": "DOC",
};

function typeMark({ mediaType }: Attachment): string {
  return marks[mediaType] ?? "DOCX";
}
