import { createHash } from "node:crypto";
import { createReadStream, mkdirSync, type ReadStream } from "node:fs";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { syncToDisk } from "../storage/sync-to-disk.ts";

export interface ShelfAddress {
  readonly room: string;
  readonly sha256: string;
}

/** Bytes on disk, addressed by room and digest: one copy per room, and nothing shared between two. */
export interface FileShelf {
  /** Where uploads grow until they are complete. */
  readonly incomingDir: string;
  /** Moves a complete file in; on disk, with its folders, before this returns. */
  put(room: string, sha256: string, incomingPath: string): Promise<void>;
  read(room: string, sha256: string): ReadStream;
  /** Null: it is not there, or the disk cannot read it. */
  sizeOf(file: ShelfAddress): Promise<number | null>;
  digestOf(file: ShelfAddress): Promise<string | null>;
  remove(room: string, sha256: string): Promise<void>;
}

const incomingFolderIn = (dataDir: string): string => join(dataDir, "incoming");
const shelfFolderIn = (dataDir: string): string => join(dataDir, "files");

/** Where an upload of this data folder grows. */
export function incomingPathIn(dataDir: string, uploadId: string): string {
  return join(incomingFolderIn(dataDir), uploadId);
}

/** Where a complete file of this data folder lies. */
export function filePathIn(
  dataDir: string,
  room: string,
  sha256: string,
): string {
  // Both come from checked values; this keeps a later mistake from becoming a path.
  if (!/^[0-9A-Z]{1,30}$/.test(room) || !/^[0-9a-f]{64}$/.test(sha256))
    throw new TypeError("not a shelf address");
  return join(shelfFolderIn(dataDir), room, sha256.slice(0, 2), sha256);
}

export function openFileShelf(dataDir: string): FileShelf {
  const incomingDir = incomingFolderIn(dataDir);
  const shelfDir = shelfFolderIn(dataDir);
  for (const folder of [incomingDir, shelfDir])
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pathOf = (room: string, sha256: string): string =>
    filePathIn(dataDir, room, sha256);
  return {
    incomingDir,
    put: async (room, sha256, incomingPath) => {
      const path = pathOf(room, sha256);
      await syncToDisk(incomingPath);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await rename(incomingPath, path);
      for (const folder of [dirname(path), join(shelfDir, room), shelfDir])
        await syncToDisk(folder);
    },
    read: (room, sha256) => createReadStream(pathOf(room, sha256)),
    sizeOf: async ({ room, sha256 }) =>
      stat(pathOf(room, sha256)).then(({ size }) => size, nullWhereGone),
    digestOf: async ({ room, sha256 }) => {
      const hash = createHash("sha256");
      return pipeline(createReadStream(pathOf(room, sha256)), hash).then(
        () => hash.digest("hex"),
        nullWhereGone,
      );
    },
    remove: (room, sha256) => rm(pathOf(room, sha256), { force: true }),
  };
}

/** Anything else (too many open files) says nothing about the file. */
function nullWhereGone(error: unknown): null {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "ENOENT" || code === "ENOTDIR" || code === "EIO") return null;
  throw error;
}
