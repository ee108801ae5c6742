import { open, type FileHandle } from "node:fs/promises";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { IdentityKey } from "../storage/identity-key.ts";
import {
  headerBytes,
  readFileCipher,
  sealedFileBytes,
  sealedSegmentBytes,
  segmentBytes,
  segmentCount,
} from "./segment-cipher.ts";

export interface SealedFile {
  readonly key: IdentityKey;
  readonly address: string;
  readonly path: string;
  /** Bytes before sealing. */
  readonly size: number;
}

/** The bytes from `fromByte` on; `attachment-store-damaged` instead of the first byte that is not right. */
export async function* readSealedFile(
  sealed: SealedFile,
  fromByte: number,
): AsyncGenerator<Uint8Array> {
  const file = await open(sealed.path, "r").catch((error: unknown) => {
    throw damaged(error);
  });
  try {
    const header = await readExactly(file, 0, headerBytes);
    const cipher = readFileCipher(sealed.key, sealed.address, header);
    if (cipher === null) throw damaged();
    const last = segmentCount(sealed.size) - 1;
    const first = Math.floor(fromByte / segmentBytes);
    let skipped = fromByte - first * segmentBytes;
    for (let index = first; index <= last; index++) {
      const start = headerBytes + index * sealedSegmentBytes;
      const end =
        index === last
          ? sealedFileBytes(sealed.size)
          : start + sealedSegmentBytes;
      const segment = await readExactly(file, start, end - start);
      const plain = cipher.openSegment(index, index === last, segment);
      if (plain === null) throw damaged();
      if (skipped < plain.length) yield plain.subarray(skipped);
      skipped = 0;
    }
  } finally {
    await file.close();
  }
}

async function readExactly(
  file: FileHandle,
  position: number,
  length: number,
): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(
      buffer,
      filled,
      length - filled,
      position + filled,
    );
    if (bytesRead === 0) throw damaged();
    filled += bytesRead;
  }
  return buffer;
}

function damaged(cause?: unknown): ProblemError {
  return new ProblemError("attachment-store-damaged", undefined, { cause });
}
