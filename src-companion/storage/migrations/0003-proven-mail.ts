import { sql, type Kysely } from "kysely";

/** A mail is proven by a code, as a mobile is; until now none was, so recovery by mail asks for it once more. */
export async function addProvenMail(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `alter table accounts add column email_proven_at text`,
    `alter table sms_codes rename to verification_codes`,
    `alter table verification_codes rename column mobile_digest to address_digest`,
    `drop index sms_codes_by_expiry`,
    `create index verification_codes_by_expiry on verification_codes (expires_at)`,
  ])
    await sql.raw(statement).execute(database);
}
