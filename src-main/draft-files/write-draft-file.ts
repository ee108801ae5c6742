import { randomUUID } from "node:crypto";
import { open, rename, rm, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import {
  segmentBytes,
  segmentCipher,
  segmentCount,
  type SegmentCipher,
} from "../storage/segments.ts";
import { syncFolder } from "../storage/sync-to-disk.ts";
import { attachmentsOf, writeForm, type DraftForm } from "./draft-contents.ts";
import { newDraftFile } from "./draft-file-header.ts";
import type { Transfer } from "./transfer.ts";

export interface DraftToWrite {
  readonly path: string;
  readonly passphrase: string;
  readonly form: DraftForm;
  readonly read: (sha256: string) => AsyncIterable<Uint8Array>;
}

/** The whole file stands there when this returns; otherwise what stood there before. */
export async function writeDraftFile(
  draft: DraftToWrite,
  transfer: Transfer,
): Promise<void> {
  const form = writeForm(draft.form);
  const attachments = attachmentsOf(draft.form.content);
  const totalBytes = attachments.reduce(
    (sum, { size }) => sum + size,
    form.length,
  );
  const { header, key } = await newDraftFile(draft.passphrase, totalBytes);
  await writeAtomically(draft.path, async (file) => {
    await file.appendFile(header);
    const segments = sealing(file, segmentCipher(key), totalBytes);
    let doneBytes = 0;
    const take = async (bytes: Uint8Array): Promise<void> => {
      transfer.throwIfCancelled();
      await segments.take(bytes);
      doneBytes += bytes.length;
      transfer.tell(doneBytes, totalBytes);
    };
    await take(form);
    for (const { sha256 } of attachments)
      for await (const piece of draft.read(sha256)) await take(piece);
    if (doneBytes !== totalBytes)
      throw new ProblemError("attachment-store-damaged");
  });
}

/** Cuts what comes into segments; the last one is known by the length that was announced. */
function sealing(file: FileHandle, cipher: SegmentCipher, totalBytes: number) {
  const last = segmentCount(totalBytes) - 1;
  let index = 0;
  let waiting: Buffer = Buffer.alloc(0);
  return {
    take: async (bytes: Uint8Array): Promise<void> => {
      waiting = Buffer.concat([waiting, bytes]);
      const sealed: Buffer[] = [];
      const lengthOf = (at: number): number =>
        at === last ? totalBytes - last * segmentBytes : segmentBytes;
      while (index <= last && waiting.length >= lengthOf(index)) {
        const plain = waiting.subarray(0, lengthOf(index));
        waiting = waiting.subarray(plain.length);
        sealed.push(cipher.sealSegment(index, index === last, plain));
        index++;
      }
      await file.appendFile(Buffer.concat(sealed));
    },
  };
}

async function writeAtomically(
  path: string,
  write: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const part = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(part, "wx", 0o600);
    try {
      await write(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw nameWriteProblem(error);
  }
  // The whole file stands there already; a stick or a share that cannot sync a folder takes nothing of it away.
  await syncFolder(dirname(path)).catch(() => undefined);
}

function nameWriteProblem(error: unknown): unknown {
  if (!(error instanceof Error) || !("syscall" in error)) return error;
  const code = "code" in error ? error.code : null;
  const isFull = code === "ENOSPC" || code === "EDQUOT";
  return new ProblemError(
    isFull ? "draft-file-disk-full" : "draft-file-not-written",
    undefined,
    { cause: error },
  );
}
