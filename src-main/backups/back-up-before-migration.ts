import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { schemaVersion } from "../storage/migrate.ts";
import { makeBackup } from "./make-backup.ts";

/**
 * A database of an older schema is copied before the client changes it. The chosen folder may be away (a stick, a server), so
 * the profile's own will do; where neither can be written, the named problem is thrown and nothing is changed.
 */
export async function backUpBeforeMigration(place: {
  readonly databaseFile: string;
  readonly attachmentsRoot: string;
  readonly backupFolder: () => Promise<string>;
  readonly otherFolder: string;
  readonly now: () => Date;
}): Promise<void> {
  const { databaseFile, backupFolder, otherFolder, ...rest } = place;
  const database = openOlder(databaseFile);
  if (database === null) return;
  const into = (folder: string) =>
    makeBackup({ ...rest, database, folder, isBeforeMigration: true });
  try {
    await into(await backupFolder()).catch(() => into(otherFolder));
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError("storage-not-writable", undefined, { cause: error });
  } finally {
    database.close();
  }
}

/** Null where there is nothing to migrate, or where opening it will say what is wrong with it. */
function openOlder(databaseFile: string): Database.Database | null {
  if (!existsSync(databaseFile)) return null;
  let database: Database.Database | undefined;
  try {
    database = new Database(databaseFile, { fileMustExist: true });
    const version = Number(database.pragma("user_version", { simple: true }));
    if (version > 0 && version < schemaVersion) return database;
  } catch {
    // openDatabase names it.
  }
  database?.close();
  return null;
}
