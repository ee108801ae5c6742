import type { CompanionDatabase } from "../storage/open-database.ts";

/** A key has signed in for this code: from now on it must sign what is submitted. */
export async function proveCode(
  database: CompanionDatabase,
  uscc: string,
  now: Date,
): Promise<void> {
  await database
    .insertInto("proven_codes")
    .values({ uscc, first_signed_in_at: now.toISOString() })
    .onConflict((conflict) => conflict.column("uscc").doNothing())
    .execute();
}

export async function isCodeProven(
  database: CompanionDatabase,
  uscc: string,
): Promise<boolean> {
  const proven = await database
    .selectFrom("proven_codes")
    .select("uscc")
    .where("uscc", "=", uscc)
    .executeTakeFirst();
  return proven !== undefined;
}
