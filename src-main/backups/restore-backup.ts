import { existsSync } from "node:fs";
import { copyFile, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { nameStorageProblem } from "../storage/storage-problem.ts";
import { syncFile } from "../storage/sync-to-disk.ts";
import { backupAttachments } from "./backup-folder.ts";
import { carryOverIdentities } from "./carry-over-identities.ts";
import { isForRestore, shareAttachments } from "./keep-attachments.ts";
import { readAddresses, withBackup } from "./read-backup.ts";
import { moveDatabase, setAsideFolder, stampOf } from "./set-aside.ts";

export interface RestorePlace {
  readonly profileFolder: string;
  readonly databaseFile: string;
  readonly attachmentsRoot: string;
}

/**
 * Puts a backup in the place of the database; what stood there is set aside as it is. All that may fail for want of room or
 * rights is done before the database has to be closed for the rest (`whileClosed`). Cut off at any moment, it is either not
 * begun or goes on at the next start (`finishRestore`).
 */
export async function restoreBackup(
  place: RestorePlace,
  backupFolder: string,
  backupPath: string,
  whileClosed: (put: () => Promise<void>) => Promise<void> = (put) => put(),
): Promise<void> {
  const { databaseFile, profileFolder } = place;
  const part = `${databaseFile}.restoring-part`;
  try {
    await rm(part, { force: true });
    await copyFile(backupPath, part);
    const addresses = withBackup(part, readAddresses);
    if (addresses === null) throw new ProblemError("backup-unreadable");
    carryOverIdentities(databaseFile, part);
    await syncFile(part);
    const aside = setAsideFolder(profileFolder);
    await mkdir(aside, { recursive: true, mode: 0o700 });
    await shareAttachments(addresses, {
      from: backupAttachments(backupFolder),
      to: place.attachmentsRoot,
      asideFolder: join(aside, "attachments"),
      isBetter: isForRestore,
    });
    await whileClosed(() => putInPlace(place, part));
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw nameStorageProblem(error);
  }
}

async function putInPlace(place: RestorePlace, part: string): Promise<void> {
  const restoring = restoringFile(place.databaseFile);
  try {
    await rename(part, restoring);
    await finishRestore(place);
  } catch (error) {
    if (!(await isPartlyMoved(place))) await rm(restoring, { force: true });
    throw error;
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

/** The database or its log is away already: what stands there must not be opened without it, and the restore goes on. */
async function isPartlyMoved({
  profileFolder,
  databaseFile,
}: RestorePlace): Promise<boolean> {
  const restoring = restoringFile(databaseFile);
  if (!existsSync(restoring)) return false;
  const aside = join(setAsideFolder(profileFolder), await stampOf(restoring));
  return existsSync(join(aside, "client.db-wal")) || !existsSync(databaseFile);
}

function restoringFile(databaseFile: string): string {
  return `${databaseFile}.restoring`;
}
