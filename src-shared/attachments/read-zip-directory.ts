import {
  asciiText,
  readUint16,
  readUint32,
  startsWith,
} from "./byte-reading.ts";

export interface ZipEntry {
  readonly name: string;
  readonly isEncrypted: boolean;
}

// APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16
const localHeader = [0x50, 0x4b, 0x03, 0x04];
const directoryHeader = [0x50, 0x4b, 0x01, 0x02];
const directoryEnd = [0x50, 0x4b, 0x05, 0x06];
const directoryEndBytes = 22;
const longestComment = 0xffff;

/** The central directory; null where it is missing or points outside: cut off or damaged. Nothing is unpacked. */
export function readZipDirectory(bytes: Uint8Array): ZipEntry[] | null {
  const end = findDirectoryEnd(bytes);
  if (end === null) return null;
  const count = readUint16(bytes, end + 10);
  let at = readUint32(bytes, end + 16);
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index++) {
    const isWhole =
      at + 46 <= end &&
      startsWith(bytes, directoryHeader, at) &&
      startsWith(bytes, localHeader, readUint32(bytes, at + 42));
    if (!isWhole) return null;
    const nameBytes = readUint16(bytes, at + 28);
    entries.push({
      name: asciiText(bytes.subarray(at + 46, at + 46 + nameBytes)),
      isEncrypted: (readUint16(bytes, at + 8) & 1) === 1,
    });
    at +=
      46 + nameBytes + readUint16(bytes, at + 30) + readUint16(bytes, at + 32);
  }
  return entries;
}

function findDirectoryEnd(bytes: Uint8Array): number | null {
  const last = bytes.length - directoryEndBytes;
  const first = Math.max(0, last - longestComment);
  for (let at = last; at >= first; at--)
    if (startsWith(bytes, directoryEnd, at)) return at;
  return null;
}
