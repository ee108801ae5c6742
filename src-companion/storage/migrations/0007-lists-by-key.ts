import { sql, type Kysely } from "kysely";

/** Which list takes another's place is read from both, and from the certificates that vouch for them. */
export async function forgetListKeys(database: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`alter table trust_entries drop column replaces_key`)
    .execute(database);
}
