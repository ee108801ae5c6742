import { createHash } from "node:crypto";
import { rm, stat } from "node:fs/promises";
import type { Database } from "better-sqlite3";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { IdentityKey } from "../storage/identity-key.ts";
import { namingStorageProblems, runDurably } from "../storage/run-durably.ts";
import { nameStorageProblem } from "../storage/storage-problem.ts";
import {
  fileOf,
  writeDurably,
  type AttachmentFolder,
} from "./attachment-folder.ts";
import {
  attachmentAddress,
  createAttachmentTable,
  type AttachmentRow,
} from "./attachment-table-store.ts";
import { readSealedFile } from "./read-sealed-file.ts";
import { newFileCipher, sealedFileBytes } from "./file-cipher.ts";
import { writeSealedFile } from "./write-sealed-file.ts";

/** The files of one identity on this machine, found by the SHA-256 of their bytes. */
export interface AttachmentStore {
  list(): AttachmentRow[];
  find(sha256: string): AttachmentRow | null;
  has(sha256: string): boolean;
  /** Bytes; null = not on this machine. */
  size(sha256: string): number | null;
  /** Reads the whole file once: true where every byte is the one that was stored. Throws `attachment-locked`. */
  isWhole(sha256: string): Promise<boolean>;
  /**
   * The bytes from `fromByte` on. Throws `attachment-not-here`, `attachment-locked` while another program holds the file,
   * and `attachment-store-damaged` before it gives out a byte that is not the one that was stored.
   */
  read(sha256: string, fromByte?: number): AsyncIterable<Uint8Array>;
  /**
   * When this returns, the file survives a power cut; a damaged one of the same bytes is made whole. Throws
   * `attachment-incomplete` where the bytes have another digest, and `attachment-disk-full`.
   */
  put(sha256: string, bytes: Uint8Array): Promise<void>;
  erase(sha256: string): Promise<void>;
  /** Path of an upload begun at the API, to go on there after a restart. */
  uploadPath(sha256: string): string | null;
  rememberUploadPath(sha256: string, path: string | null): void;
}

export function createAttachmentStore(
  database: Database,
  key: IdentityKey,
  folder: AttachmentFolder,
  now: () => Date,
): AttachmentStore {
  const table = createAttachmentTable(database, key);
  const addressOf = (sha256: string): string => attachmentAddress(key, sha256);
  const find = (sha256: string): AttachmentRow | null =>
    namingStorageProblems(() => table.read(addressOf(sha256)));

  const read = (sha256: string, fromByte = 0): AsyncIterable<Uint8Array> => {
    const row = find(sha256);
    if (row === null) throw new ProblemError("attachment-not-here");
    const address = addressOf(sha256);
    const path = fileOf(folder, address);
    return readSealedFile({ key, address, path, size: row.size }, fromByte);
  };

  const isWhole = async (sha256: string): Promise<boolean> => {
    const row = find(sha256);
    if (row === null) return false;
    const found = await stat(fileOf(folder, addressOf(sha256))).catch(
      () => null,
    );
    if (found?.size !== sealedFileBytes(row.size)) return false;
    try {
      let size = 0;
      for await (const piece of read(sha256)) size += piece.length;
      return size === row.size;
    } catch (error) {
      // Nothing is known of it, and nothing is to be written over it.
      if (isLocked(error)) throw error;
      return false;
    }
  };

  const put = async (sha256: string, bytes: Uint8Array): Promise<void> => {
    if (createHash("sha256").update(bytes).digest("hex") !== sha256)
      throw new ProblemError("attachment-incomplete");
    const address = addressOf(sha256);
    const putRow = (): void => {
      const createdAt = now().toISOString();
      runDurably(database, () =>
        table.put(address, { sha256, size: bytes.length, createdAt }),
      );
    };
    try {
      // Before anything is awaited: one that is attached again is as young as a new one to whoever sweeps meanwhile.
      if (find(sha256) !== null) putRow();
      if (await isWhole(sha256)) return;
      const cipher = newFileCipher(key, address);
      await writeDurably(folder, address, (file) =>
        writeSealedFile(file, cipher, bytes),
      );
      // Only now: a row never names a file that is not there.
      putRow();
    } catch (error) {
      throw nameAttachmentProblem(error);
    }
  };

  return {
    list: () => namingStorageProblems(() => table.readAll()),
    find,
    has: (sha256) => find(sha256) !== null,
    size: (sha256) => find(sha256)?.size ?? null,
    isWhole,
    read,
    put,
    erase: async (sha256) => {
      const address = addressOf(sha256);
      // The row first: a file without a row is swept later, a row without a file would be a lie.
      runDurably(database, () => {
        table.erase(address);
        table.eraseUploadPath(address);
      });
      await rm(fileOf(folder, address), { force: true });
    },
    uploadPath: (sha256) =>
      namingStorageProblems(() => table.uploadPath(addressOf(sha256))),
    rememberUploadPath: (sha256, path) =>
      runDurably(database, () => {
        const address = addressOf(sha256);
        if (path === null) table.eraseUploadPath(address);
        else table.putUploadPath(address, path, now().toISOString());
      }),
  };
}

function isLocked(error: unknown): boolean {
  return (
    error instanceof ProblemError && error.problem.code === "attachment-locked"
  );
}

function nameAttachmentProblem(error: unknown): unknown {
  const named = nameStorageProblem(error);
  const isFull =
    named instanceof ProblemError && named.problem.code === "storage-disk-full";
  return isFull
    ? new ProblemError("attachment-disk-full", undefined, { cause: error })
    : named;
}
