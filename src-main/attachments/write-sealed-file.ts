import type { FileHandle } from "node:fs/promises";
import { segmentBytes, segmentCount } from "../storage/segments.ts";
import type { FileCipher } from "./file-cipher.ts";

const segmentsPerWrite = 16;

export async function writeSealedFile(
  file: FileHandle,
  cipher: FileCipher,
  bytes: Uint8Array,
): Promise<void> {
  const count = segmentCount(bytes.length);
  let waiting: Buffer[] = [cipher.header];
  for (let index = 0; index < count; index++) {
    const start = index * segmentBytes;
    const plain = bytes.subarray(start, start + segmentBytes);
    waiting.push(cipher.sealSegment(index, index === count - 1, plain));
    if (waiting.length > segmentsPerWrite) {
      await file.appendFile(Buffer.concat(waiting));
      waiting = [];
    }
  }
  await file.appendFile(Buffer.concat(waiting));
}
