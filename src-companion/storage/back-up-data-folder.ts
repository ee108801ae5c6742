import { access, chmod, copyFile, mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import Sqlite from "better-sqlite3";
import { filePathIn, incomingPathIn } from "../files/file-shelf.ts";
import { syncToDisk } from "./sync-to-disk.ts";

export interface Backup {
  readonly files: number;
  /** Of these, copied now; the others stood there from an earlier backup. */
  readonly copied: number;
}

/** Made at the first start and never changed. */
const keys = ["receipt-key.pem", "account-key"];

/**
 * A data folder like the one at this moment, also while the API writes. A folder that holds an earlier backup gets what is
 * new: received files never change. Throws where the database is damaged or a file that it names is not there.
 */
export async function backUpDataFolder(
  dataDir: string,
  to: string,
): Promise<Backup> {
  const source = join(dataDir, "companion.sqlite");
  await access(source);
  await mkdir(to, { recursive: true, mode: 0o700 });
  const unfinished = join(to, "companion.sqlite.part");
  await rm(unfinished, { force: true });
  copyDatabase(source, unfinished);
  await chmod(unfinished, 0o600);
  const named = readNamedFiles(unfinished);
  let copied = 0;
  for (const { room, sha256 } of named.files) {
    if (
      await copyNew(
        filePathIn(dataDir, room, sha256),
        filePathIn(to, room, sha256),
      )
    )
      copied += 1;
  }
  for (const id of named.uploads)
    await copyOver(incomingPathIn(dataDir, id), incomingPathIn(to, id));
  for (const key of keys) await copyOver(join(dataDir, key), join(to, key));
  // Last: whatever stands beside this database is complete.
  await syncToDisk(unfinished);
  await rename(unfinished, join(to, "companion.sqlite"));
  return { files: named.files.length, copied };
}

/** One reading transaction: it neither waits for writers nor begins anew because of them, as the backup interface does. */
function copyDatabase(source: string, copy: string): void {
  const database = new Sqlite(source, { readonly: true });
  try {
    database.prepare("vacuum into ?").run(copy);
  } finally {
    database.close();
  }
}

function readNamedFiles(copy: string): {
  files: { room: string; sha256: string }[];
  uploads: string[];
} {
  const database = new Sqlite(copy, { readonly: true });
  try {
    if (database.pragma("integrity_check", { simple: true }) !== "ok")
      throw new Error("The database is damaged.");
    return {
      files: database
        .prepare<[], { room: string; sha256: string }>(
          "select room, sha256 from files",
        )
        .all(),
      uploads: database
        .prepare<[], string>("select id from uploads")
        .pluck()
        .all(),
    };
  } finally {
    database.close();
  }
}

async function copyNew(from: string, to: string): Promise<boolean> {
  const isThere = await access(to).then(
    () => true,
    () => false,
  );
  if (isThere) return false;
  await copyWhole(from, to);
  return true;
}

/** What is not there is left out: an upload may have ended meanwhile. */
async function copyOver(from: string, to: string): Promise<void> {
  await copyWhole(from, to).catch((error: unknown) => {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT"))
      throw error;
  });
}

/** Under another name first, so that a backup cut short leaves no half file behind. */
async function copyWhole(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await copyFile(from, `${to}.part`);
  await syncToDisk(`${to}.part`);
  await rename(`${to}.part`, to);
}
