import { existsSync, readdirSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { nameStorageProblem } from "../storage/storage-problem.ts";
import { syncFile, syncFolder } from "../storage/sync-to-disk.ts";
import { backupAttachments, listBackups } from "./backup-folder.ts";
import {
  moveDatabase,
  moveInto,
  setAsideFolder,
  stampOf,
} from "./set-aside.ts";

export interface ProfilePlace {
  readonly profileFolder: string;
  readonly databaseFile: string;
  readonly attachmentsRoot: string;
  readonly backupFolder: () => Promise<string>;
}

/**
 * Sets everything aside that this profile holds, so that the next start makes an empty one beside it. Nothing is deleted;
 * put back by hand, all of it is there again. Cut off at any moment, it goes on at the next start.
 */
export async function startAnew(place: ProfilePlace): Promise<void> {
  try {
    const mark = markOf(place);
    await writeFile(mark, "", { mode: 0o600 });
    await syncFile(mark);
    await syncFolder(dirname(mark));
    await finishStartAnew(place);
  } catch (error) {
    throw nameStorageProblem(error);
  }
}

/** At start, before anything is opened. */
export async function finishStartAnew(place: ProfilePlace): Promise<void> {
  const mark = markOf(place);
  if (!existsSync(mark)) return;
  const stamp = await stampOf(mark);
  const aside = join(setAsideFolder(place.profileFolder), stamp);
  await moveDatabase(place.databaseFile, aside);
  await moveInto(aside, place.attachmentsRoot, "attachments");
  const backupFolder = await place.backupFolder();
  const asideBackups = join(backupFolder, `set-aside-${stamp}`);
  for (const { path, name } of await listBackups(backupFolder))
    await moveInto(asideBackups, path, name);
  await moveInto(asideBackups, backupAttachments(backupFolder), "attachments");
  await rm(mark);
}

/** A profile without its database that was not always empty: sealed files, backups, or databases set aside. */
export async function hasTraces(place: ProfilePlace): Promise<boolean> {
  const { databaseFile, attachmentsRoot } = place;
  return (
    existsSync(`${databaseFile}-wal`) ||
    holdsFiles(attachmentsRoot) ||
    (await listBackups(await place.backupFolder())).length > 0
  );
}

function holdsFiles(root: string): boolean {
  if (!existsSync(root)) return false;
  return readdirSync(root, { recursive: true, withFileTypes: true }).some(
    (entry) => entry.isFile(),
  );
}

function markOf({ databaseFile }: ProfilePlace): string {
  return `${databaseFile}.starting-anew`;
}
