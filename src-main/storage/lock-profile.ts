import { join } from "node:path";
import Database, { SqliteError } from "better-sqlite3";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { nameStorageProblem } from "./storage-problem.ts";

/**
 * This profile is ours until the returned function is called or the process ends, however it ends: SQLite's own file
 * lock, which works alike on Windows and leaves nothing behind. Throws `storage-in-use` where another client has it.
 */
export function lockProfile(profileFolder: string): () => void {
  let lock: Database.Database | undefined;
  try {
    lock = new Database(join(profileFolder, "profile.lock"), { timeout: 0 });
    lock.pragma("journal_mode = MEMORY");
    lock.exec("BEGIN EXCLUSIVE");
    const held = lock;
    return () => void held.close();
  } catch (error) {
    lock?.close();
    const isHeld =
      error instanceof SqliteError && error.code.startsWith("SQLITE_BUSY");
    if (isHeld)
      throw new ProblemError("storage-in-use", undefined, { cause: error });
    throw nameStorageProblem(error);
  }
}
