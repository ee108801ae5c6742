import { sql, type Kysely } from "kysely";

/** A file whose bytes are gone from the disk, or are others, is asked for again; until then its row says so. */
export async function addLostFiles(database: Kysely<unknown>): Promise<void> {
  await sql.raw(`alter table files add column lost_at text`).execute(database);
}
