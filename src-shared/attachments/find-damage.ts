import type { FileType } from "../filings/file-lists.ts";
import { asciiText, readUint32BigEndian } from "./byte-reading.ts";

/** True where the file is cut off or its frame is broken, so far as its format tells without decoding it. */
export function isDamaged(type: FileType, bytes: Uint8Array): boolean {
  switch (type) {
    case "jpg":
      return !isWholeJpeg(bytes);
    case "png":
      return !isWholePng(bytes);
    case "pdf":
      return !isWholePdf(bytes);
    // Telling these two already followed their directories to the end.
    case "doc":
    case "docx":
      return false;
  }
}

// ITU-T T.81 B.1.1
const startOfScan = 0xda;

/** Markers up to the first scan, a frame before it, and an end of image after it. */
function isWholeJpeg(bytes: Uint8Array): boolean {
  let at = 2;
  let hasFrame = false;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrameMarker(marker)) hasFrame = true;
    at += 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
    if (marker === startOfScan) return hasFrame && hasEndOfImage(bytes, at);
  }
  return false;
}

function isFrameMarker(marker: number): boolean {
  const isOtherTable = marker === 0xc4 || marker === 0xc8 || marker === 0xcc;
  return marker >= 0xc0 && marker <= 0xcf && !isOtherTable;
}

/** Cameras append data behind the end: it is looked for, not expected as the last two bytes. */
function hasEndOfImage(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at >= from; at--)
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  return false;
}

const pngHeaderBytes = 8;

/** PNG 5.3, 11.2: chunks that follow each other from a right IHDR to IEND, with image data between. */
function isWholePng(bytes: Uint8Array): boolean {
  let at = pngHeaderBytes;
  let hasImage = false;
  while (at + 12 <= bytes.length) {
    const length = readUint32BigEndian(bytes, at);
    const type = asciiText(bytes.subarray(at + 4, at + 8));
    const end = at + 12 + length;
    if (end > bytes.length) return false;
    if (at === pngHeaderBytes && type !== "IHDR") return false;
    const isCritical = type === "IHDR" || type === "IDAT";
    if (
      isCritical &&
      crc32(bytes.subarray(at + 4, end - 4)) !==
        readUint32BigEndian(bytes, end - 4)
    )
      return false;
    if (type === "IDAT") hasImage = true;
    if (type === "IEND") return hasImage;
    at = end;
  }
  return false;
}

/** ISO 32000-1 7.5.5: the end marker stands in the last 1024 bytes for every reader that accepts trailing bytes. */
function isWholePdf(bytes: Uint8Array): boolean {
  const tail = asciiText(bytes.subarray(-2048));
  return tail.includes("startxref") && tail.includes("%%EOF");
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++)
    value = value & 1 ? 0xedb8_8320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** PNG annex D. */
export function crc32(bytes: Uint8Array): number {
  let value = 0xffff_ffff;
  for (const byte of bytes)
    value = (crcTable[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffff_ffff) >>> 0;
}
