import { existsSync, readdirSync } from "node:fs";
import { copyFile, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { nameStorageProblem } from "../storage/storage-problem.ts";
import { backupAttachments } from "./backup-folder.ts";
import { isOther, shareAttachments } from "./keep-attachments.ts";
import { readAddresses, withBackup } from "./read-backup.ts";

export interface RestorePlace {
  readonly profileFolder: string;
  readonly databaseFile: string;
  readonly attachmentsRoot: string;
}

const asideFolder = "set-aside";

/** Where databases and sealed files lie that a backup took the place of; nothing is ever deleted there. */
export function setAsideFolder(profileFolder: string): string {
  return join(profileFolder, asideFolder);
}

/** The databases that were set aside, the newest first. */
export function setAsideDatabases(profileFolder: string): string[] {
  const root = setAsideFolder(profileFolder);
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .sort()
    .reverse()
    .map((name) => join(root, name, "client.db"))
    .filter((path) => existsSync(path));
}

/**
 * Puts a backup in the place of the database, which must be closed; what stood there is set aside as it is. Cut off at
 * any moment, it is either not begun or goes on at the next start (`finishRestore`).
 */
export async function restoreBackup(
  place: RestorePlace,
  backupFolder: string,
  backupPath: string,
): Promise<void> {
  try {
    const { databaseFile } = place;
    const part = `${databaseFile}.restoring-part`;
    await copyFile(backupPath, part);
    await syncFile(part);
    const addresses = withBackup(part, readAddresses) ?? [];
    await shareAttachments(addresses, {
      from: backupAttachments(backupFolder),
      to: place.attachmentsRoot,
      asideFolder: join(setAsideFolder(place.profileFolder), "attachments"),
      isBetter: isOther,
    });
    await rename(part, restoringFile(databaseFile));
    await finishRestore(place);
  } catch (error) {
    throw nameStorageProblem(error);
  }
}

/** At start, before the database is opened: a restore that was decided and cut off. */
export async function finishRestore({
  profileFolder,
  databaseFile,
}: Pick<RestorePlace, "profileFolder" | "databaseFile">): Promise<void> {
  await rm(`${databaseFile}.restoring-part`, { force: true });
  const restoring = restoringFile(databaseFile);
  if (!existsSync(restoring)) return;
  // The same folder however often this is begun again: a log belongs beside its file.
  const { mtime } = await stat(restoring);
  const aside = join(
    setAsideFolder(profileFolder),
    mtime.toISOString().replaceAll(/[-:.]/g, ""),
  );
  // The log before the file: a log must never meet another database than its own.
  for (const ending of ["-wal", "-shm", ""]) {
    const file = `${databaseFile}${ending}`;
    if (!existsSync(file)) continue;
    await mkdir(aside, { recursive: true, mode: 0o700 });
    await rename(file, join(aside, `client.db${ending}`));
  }
  await rename(restoring, databaseFile);
}

function restoringFile(databaseFile: string): string {
  return `${databaseFile}.restoring`;
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
