import { sql, type Kysely } from "kysely";

/** What an enterprise took back stays refused, also when a network hands it over hours later. */
export async function addWithdrawnSubmissions(
  database: Kysely<unknown>,
): Promise<void> {
  await sql
    .raw(
      `create table withdrawn_submissions (
        uscc text not null,
        id text not null,
        withdrawn_at text not null,
        primary key (uscc, id)
      ) strict`,
    )
    .execute(database);
}
