import { sql, type Kysely } from "kysely";

/** A count of tries ends a day after its first, however many followed; one under way takes its last known try for its first. */
export async function addBeginOfTries(
  database: Kysely<unknown>,
): Promise<void> {
  for (const statement of [
    `alter table sign_in_tries add column first_at text not null default ''`,
    `update sign_in_tries set first_at = last_at`,
    `drop index sign_in_tries_by_last`,
    `create index sign_in_tries_by_first on sign_in_tries (first_at)`,
  ])
    await sql.raw(statement).execute(database);
}
