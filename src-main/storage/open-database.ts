import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { migrate } from "./migrate.ts";
import { nameStorageProblem } from "./storage-problem.ts";

export type { Database } from "better-sqlite3";

/**
 * Opens the profile's database and brings it to the present schema. Throws `storage-damaged`, `storage-too-new`,
 * `storage-not-writable` or `storage-disk-full`; never replaces a file that it cannot read. The pages are looked at later
 * (`check-pages.ts`), because a large file would hold up the start.
 */
export function openDatabase(file: string): Database.Database {
  let database: Database.Database | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    database = new Database(file, { timeout: 5000 });
    database.pragma("journal_mode = WAL");
    // FULL and not NORMAL: what the clerk was told is saved must survive a power cut.
    database.pragma("synchronous = FULL");
    database.pragma("foreign_keys = ON");
    // The schema in the file must not be able to run code of its own.
    database.pragma("trusted_schema = OFF");
    database.pragma("cell_size_check = ON");
    migrate(database);
    return database;
  } catch (error) {
    database?.close();
    throw nameStorageProblem(error);
  }
}
