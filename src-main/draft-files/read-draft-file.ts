import { open, type FileHandle } from "node:fs/promises";
import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import { documentLimit } from "../../src-shared/filings/file-lists.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import {
  sealedSegmentBytes,
  segmentBytes,
  segmentCipher,
  segmentCount,
} from "../storage/segments.ts";
import {
  attachmentsOf,
  formLengthBytes,
  longestFormBytes,
  readForm,
  type DraftForm,
} from "./draft-contents.ts";
import {
  headerBytes,
  openDraftFile,
  readPlainBytes,
} from "./draft-file-header.ts";
import type { Transfer } from "./transfer.ts";

/** What the file tells without its passphrase; throws where it cannot be imported. */
export async function judgeDraftFile(path: string): Promise<{ size: number }> {
  return reading(path, async (file) => {
    const { size } = await file.stat();
    readPlainBytes(await readHeader(file), size);
    return { size };
  });
}

export interface DraftReader {
  /** Once; throws to refuse the file before its attachments are read. */
  form(content: FilingContent): void;
  /** Every attachment of the form, in its order. */
  attachment(
    content: FilingContent,
    sha256: string,
    bytes: Uint8Array,
  ): Promise<void>;
}

/** Nothing is handed out that is not exactly what was sealed; the caller undoes what it did where this throws. */
export async function readDraftFile(
  path: string,
  passphrase: string,
  reader: DraftReader,
  transfer: Transfer,
): Promise<DraftForm> {
  return reading(path, async (file) => {
    const header = await readHeader(file);
    const totalBytes = readPlainBytes(header, (await file.stat()).size);
    const key = await openDraftFile(passphrase, header);
    const source = opening(file, segmentCipher(key), totalBytes, transfer);
    const length = (await source.take(formLengthBytes)).readUInt32BE();
    if (length > longestFormBytes) throw new ProblemError("draft-file-damaged");
    const form = readForm(await source.take(length));
    const { content } = form;
    reader.form(content);
    for (const { sha256, size } of attachmentsOf(content)) {
      if (size > documentLimit) throw new ProblemError("draft-file-damaged");
      await reader.attachment(content, sha256, await source.take(size));
    }
    if (source.left() !== 0) throw new ProblemError("draft-file-damaged");
    return form;
  });
}

/** The plain bytes in their order, however the segments cut them. */
function opening(
  file: FileHandle,
  cipher: ReturnType<typeof segmentCipher>,
  totalBytes: number,
  transfer: Transfer,
) {
  const last = segmentCount(totalBytes) - 1;
  let index = 0;
  let taken = 0;
  let waiting: Buffer = Buffer.alloc(0);
  const readSegment = async (): Promise<Buffer> => {
    transfer.throwIfCancelled();
    const plainLength =
      index === last ? totalBytes - last * segmentBytes : segmentBytes;
    const sealed = await readAt(
      file,
      headerBytes + index * sealedSegmentBytes,
      plainLength + sealedSegmentBytes - segmentBytes,
    );
    const plain = cipher.openSegment(index, index === last, sealed);
    if (plain?.length !== plainLength)
      throw new ProblemError("draft-file-damaged");
    index++;
    transfer.tell(Math.min(index * segmentBytes, totalBytes), totalBytes);
    return plain;
  };
  return {
    left: () => totalBytes - taken,
    take: async (length: number): Promise<Buffer> => {
      if (length > totalBytes - taken)
        throw new ProblemError("draft-file-damaged");
      const pieces = [waiting];
      let held = waiting.length;
      while (held < length) {
        const plain = await readSegment();
        pieces.push(plain);
        held += plain.length;
      }
      const bytes = Buffer.concat(pieces);
      waiting = bytes.subarray(length);
      taken += length;
      return bytes.subarray(0, length);
    },
  };
}

async function readHeader(file: FileHandle): Promise<Buffer> {
  const header = Buffer.alloc(headerBytes);
  const { bytesRead } = await file.read(header, 0, headerBytes, 0);
  return header.subarray(0, bytesRead);
}

async function readAt(
  file: FileHandle,
  position: number,
  length: number,
): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(
      bytes,
      filled,
      length - filled,
      position + filled,
    );
    // It was whole when it was opened: somebody is writing to it.
    if (bytesRead === 0) throw new ProblemError("draft-file-cut");
    filled += bytesRead;
  }
  return bytes;
}

async function reading<Result>(
  path: string,
  read: (file: FileHandle) => Promise<Result>,
): Promise<Result> {
  const file = await open(path, "r").catch((error: unknown) => {
    throw unreadable(error);
  });
  try {
    return await read(file);
  } catch (error) {
    const isOfDisk = error instanceof Error && "syscall" in error;
    throw isOfDisk ? unreadable(error) : error;
  } finally {
    await file.close();
  }
}

function unreadable(cause: unknown): ProblemError {
  return new ProblemError("draft-file-unreadable", undefined, { cause });
}
