import { sql, type Kysely } from "kysely";
import { createFirstTables } from "./migrations/0001-first-tables.ts";
import { addAccounts } from "./migrations/0002-accounts.ts";
import { addProvenMail } from "./migrations/0003-proven-mail.ts";
import { addBeginOfTries } from "./migrations/0004-begin-of-tries.ts";
import { addLostFiles } from "./migrations/0005-lost-files.ts";
import { addWithdrawnSubmissions } from "./migrations/0006-withdrawn-submissions.ts";
import { forgetListKeys } from "./migrations/0007-lists-by-key.ts";

type Migration = (database: Kysely<unknown>) => Promise<void>;

/** In order; the number of those that ran is the version of a database. Never change one that was released. */
export const migrations: readonly Migration[] = [
  createFirstTables,
  addAccounts,
  addProvenMail,
  addBeginOfTries,
  addLostFiles,
  addWithdrawnSubmissions,
  forgetListKeys,
];

/** Throws where the database was written by a newer program: an older one would read it wrongly. */
export async function migrate(database: Kysely<unknown>): Promise<void> {
  await sql`create table if not exists schema_version (version integer not null) strict`.execute(
    database,
  );
  await database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{
      version: number;
    }>`select version from schema_version`.execute(transaction);
    const version = rows[0]?.version ?? 0;
    if (version > migrations.length)
      throw new Error(`database version ${version} is newer than this program`);
    for (const migration of migrations.slice(version))
      await migration(transaction);
    if (rows.length === 0)
      await sql`insert into schema_version (version) values (${migrations.length})`.execute(
        transaction,
      );
    else
      await sql`update schema_version set version = ${migrations.length}`.execute(
        transaction,
      );
  });
}
