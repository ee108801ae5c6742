import { open, type FileHandle } from "node:fs/promises";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { isHeld } from "../storage/held-file.ts";
import type { IdentityKey } from "../storage/identity-key.ts";
import {
  sealedSegmentBytes,
  segmentBytes,
  segmentCount,
} from "../storage/segments.ts";
import { headerBytes, readFileCipher, sealedFileBytes } from "./file-cipher.ts";

/** Read from the disk in one go: 1 MiB. */
const segmentsAtOnce = 16;

export interface SealedFile {
  readonly key: IdentityKey;
  readonly address: string;
  readonly path: string;
  /** Bytes before sealing. */
  readonly size: number;
}

/**
 * The bytes from `fromByte` on; `attachment-store-damaged` instead of the first byte that is not right, and
 * `attachment-locked` where another program holds the file.
 */
export async function* readSealedFile(
  sealed: SealedFile,
  fromByte: number,
): AsyncGenerator<Uint8Array> {
  const file = await open(sealed.path, "r").catch((error: unknown) => {
    throw nameFailure(error);
  });
  try {
    const header = await readExactly(file, 0, headerBytes);
    const cipher = readFileCipher(sealed.key, sealed.address, header);
    if (cipher === null) throw damaged();
    const last = segmentCount(sealed.size) - 1;
    const first = Math.floor(fromByte / segmentBytes);
    let skipped = fromByte - first * segmentBytes;
    // One buffer for the whole file: thousands of short-lived ones keep the garbage collector busier than the disk.
    const buffer = Buffer.allocUnsafeSlow(
      Math.min(last - first + 1, segmentsAtOnce) * sealedSegmentBytes,
    );
    for (let index = first; index <= last; index += segmentsAtOnce) {
      const until = Math.min(index + segmentsAtOnce, last + 1);
      const start = headerBytes + index * sealedSegmentBytes;
      const end =
        until > last
          ? sealedFileBytes(sealed.size)
          : headerBytes + until * sealedSegmentBytes;
      const segments = buffer.subarray(0, end - start);
      await fill(file, segments, start);
      for (let each = index; each < until; each++) {
        const place = (each - index) * sealedSegmentBytes;
        const plain = cipher.openSegment(
          each,
          each === last,
          segments.subarray(place, place + sealedSegmentBytes),
        );
        if (plain === null) throw damaged();
        if (skipped < plain.length) yield plain.subarray(skipped);
        skipped = 0;
      }
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
  await fill(file, buffer, position);
  return buffer;
}

async function fill(
  file: FileHandle,
  buffer: Buffer,
  position: number,
): Promise<void> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await file
      .read(buffer, filled, buffer.length - filled, position + filled)
      .catch((error: unknown) => {
        throw nameFailure(error);
      });
    if (bytesRead === 0) throw damaged();
    filled += bytesRead;
  }
}

/** A disk that cannot give the bytes any more is damage, too. */
function nameFailure(cause: unknown): ProblemError {
  return isHeld(cause)
    ? new ProblemError("attachment-locked", undefined, { cause })
    : damaged(cause);
}

function damaged(cause?: unknown): ProblemError {
  return new ProblemError("attachment-store-damaged", undefined, { cause });
}
