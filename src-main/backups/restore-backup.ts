import { existsSync } from "node:fs";
import { copyFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { nameStorageProblem } from "../storage/storage-problem.ts";
import { syncFile } from "../storage/sync-to-disk.ts";
import { backupAttachments } from "./backup-folder.ts";
import { isForRestore, shareAttachments } from "./keep-attachments.ts";
import { readAddresses, withBackup } from "./read-backup.ts";
import { moveDatabase, setAsideFolder, stampOf } from "./set-aside.ts";

export interface RestorePlace {
  readonly profileFolder: string;
  readonly databaseFile: string;
  readonly attachmentsRoot: string;
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
      isBetter: isForRestore,
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
  const aside = join(setAsideFolder(profileFolder), await stampOf(restoring));
  await moveDatabase(databaseFile, aside);
  await rename(restoring, databaseFile);
}

function restoringFile(databaseFile: string): string {
  return `${databaseFile}.restoring`;
}
