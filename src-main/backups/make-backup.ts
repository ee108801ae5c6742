import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { arePagesSound } from "../storage/check-pages.ts";
import { nameStorageProblem } from "../storage/storage-problem.ts";
import { syncFile, syncFolder } from "../storage/sync-to-disk.ts";
import {
  backupAttachments,
  backupFiles,
  backupName,
  incomingPrefix,
  listBackups,
  type Backup,
  type BackupKind,
} from "./backup-folder.ts";
import { chooseKept } from "./choose-kept.ts";
import {
  dropOtherAttachments,
  isForBackup,
  shareAttachments,
} from "./keep-attachments.ts";
import { readAddresses, withBackup } from "./read-backup.ts";

const dayMs = 24 * 60 * 60 * 1000;

export interface BackupPlace {
  readonly database: Database.Database;
  /** Where the profile keeps its sealed files. */
  readonly attachmentsRoot: string;
  readonly folder: string;
  readonly now: () => Date;
  /** Kept beside the others until there is a newer one of its kind. */
  readonly isBeforeMigration?: boolean;
  /** Whether the sealed values of a copy still open, as far as this machine can tell. */
  readonly opens?: (copy: Database.Database) => Promise<boolean>;
}

/**
 * A checked copy, or a named problem and nothing. One with values that do not open is kept apart (`damaged`), so that a
 * damaged database can never push out the last good copy of itself.
 */
export async function makeBackup(place: BackupPlace): Promise<Backup> {
  const { database, folder, attachmentsRoot, now } = place;
  const temporary = join(folder, `${incomingPrefix}${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await removeCutOff(folder, now());
    await database.backup(temporary);
    const { addresses, isWhole } = await check(temporary, place.opens);
    const attachments = backupAttachments(folder);
    // A good copy of a file that was damaged since stays.
    await shareAttachments(addresses, {
      from: attachmentsRoot,
      to: attachments,
      asideFolder: null,
      isBetter: isForBackup,
    });
    await syncFile(temporary);
    const [last] = await listBackups(folder);
    const made = {
      madeAt: now(),
      turn: 1 + (last?.turn ?? 0),
      kind: kindOf(place, isWhole),
    };
    const name = backupName(made);
    const path = join(folder, name);
    await rename(temporary, path);
    await syncFolder(folder);
    await thinOut(folder);
    return { ...made, name, path };
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw nameStorageProblem(error);
  }
}

function kindOf(
  { isBeforeMigration }: BackupPlace,
  isWhole: boolean,
): BackupKind {
  if (isBeforeMigration === true) return "before-migration";
  return isWhole ? "usual" : "damaged";
}

/** What a kill left half written; one younger than a day may still be at work. */
async function removeCutOff(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(incomingPrefix)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found !== null && now.getTime() - found.mtimeMs > dayMs)
      await rm(path, { force: true });
  }
}

async function check(
  path: string,
  opens: BackupPlace["opens"],
): Promise<{ addresses: string[]; isWhole: boolean }> {
  const copy = new Database(path);
  try {
    // One file that can be read where nothing may be written.
    copy.pragma("journal_mode = DELETE");
    if (!(await arePagesSound(copy))) throw new ProblemError("storage-damaged");
    const isWhole = opens === undefined || (await opens(copy));
    return { addresses: readAddresses(copy), isWhole };
  } finally {
    copy.close();
  }
}

async function thinOut(folder: string): Promise<void> {
  const backups = await listBackups(folder);
  const kept = chooseKept(backups);
  for (const backup of backups)
    if (!kept.has(backup)) await rm(backup.path, { force: true });
  const named = new Set<string>();
  for (const path of await backupFiles(folder)) {
    const addresses = withBackup(path, readAddresses);
    // What cannot be read might name any of them.
    if (addresses === null) return;
    for (const address of addresses) named.add(address);
  }
  await dropOtherAttachments(backupAttachments(folder), named);
}
