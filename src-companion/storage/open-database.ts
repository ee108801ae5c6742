import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import {
  CompiledQuery,
  Kysely,
  SqliteDialect,
  type Driver,
  type Transaction,
} from "kysely";
import type { CompanionTables } from "./companion-tables.ts";
import { keepStatements } from "./keep-statements.ts";
import { migrate } from "./migrate.ts";

export type CompanionDatabase = Kysely<CompanionTables>;
export type CompanionTransaction = Transaction<CompanionTables>;

/** Opens the database of a data folder, which is created if absent, at the newest schema. */
export async function openDatabase(
  dataDir: string,
): Promise<CompanionDatabase> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, "companion.sqlite");
  // SQLite would make it readable for everybody; its side files take over what they find here.
  closeSync(openSync(path, "a", 0o600));
  const sqlite = new Sqlite(path);
  sqlite.pragma("journal_mode = WAL");
  // An answered request must outlive a power cut, not only a crash.
  sqlite.pragma("synchronous = FULL");
  // 32 MiB instead of 4: moving pages from the log into the file costs more than a save.
  sqlite.pragma("wal_autocheckpoint = 8000");
  sqlite.pragma("foreign_keys = ON");
  sqlite.pragma("busy_timeout = 5000");
  const database = new Kysely<CompanionTables>({
    dialect: new WritingDialect({ database: keepStatements(sqlite) }),
  });
  await migrate(database as unknown as Kysely<unknown>);
  return database;
}

class WritingDialect extends SqliteDialect {
  // Every transaction here reads, judges and then writes: without the lock from the start, a command in another
  // process (trust, create-reviewer) could make the write fail after the judgement.
  override createDriver(): Driver {
    const driver = super.createDriver();
    driver.beginTransaction = async (connection) => {
      await connection.executeQuery(CompiledQuery.raw("begin immediate"));
    };
    return driver;
  }
}
