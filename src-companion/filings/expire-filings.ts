import { sql } from "kysely";
import { shanghaiDay } from "../../src-shared/filings/validity.ts";
import type { CompanionParts } from "../companion-parts.ts";
import { clock } from "./actors.ts";
import { findFiling } from "./filing-store.ts";
import { moveFiling } from "./move-filing.ts";

/**
 * 失效 for everything whose last day is over in Shanghai; again changes nothing. Returns how many. It also runs before
 * every request that looks at filings: the daily job may come late, the end of a validity may not.
 */
export async function expireFilings({
  database,
  bell,
  now,
}: Pick<CompanionParts, "database" | "bell" | "now">): Promise<number> {
  const at = now();
  const due = await database
    .selectFrom("filings")
    .select("id")
    .where("valid_until", "<", shanghaiDay(at))
    // The conditions stand as they do in the partial index: this is asked before every answer.
    .where("valid_until", "is not", null)
    .where(sql<boolean>`state not in ('expired', 'void')`)
    .where("is_removed", "=", 0)
    .execute();
  let expired = 0;
  for (const { id } of due) {
    const uscc = await database.transaction().execute(async (transaction) => {
      const row = await findFiling(transaction, id);
      if (row === undefined || row.state === "expired" || row.state === "void")
        return null;
      await moveFiling(transaction, row, {
        action: "expire",
        actor: clock,
        at,
      });
      return row.uscc;
    });
    if (uscc === null) continue;
    bell.ring(uscc);
    expired += 1;
  }
  return expired;
}
