import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import type {
  CompanionDatabase,
  CompanionTransaction,
} from "../storage/open-database.ts";
import type { FilingScope } from "./filing-store.ts";
import { readContent } from "./to-filing-record.ts";

export interface ApprovalPeriod {
  readonly filingId: string;
  readonly uscc: string;
  readonly fromDay: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly content: FilingContent;
}

/** What was in force for this filing until now ends the day before. */
export async function beginPeriod(
  transaction: CompanionTransaction,
  period: ApprovalPeriod,
): Promise<void> {
  await endPeriods(transaction, period, period.fromDay);
  await transaction
    .insertInto("approval_periods")
    .values({
      filing_id: period.filingId,
      uscc: period.uscc,
      from_day: period.fromDay,
      until_day: period.validUntil,
      valid_from: period.validFrom,
      valid_until: period.validUntil,
      content: JSON.stringify(period.content),
    })
    .execute();
}

/** From this day on the filing is in force no more; days before stay answered as they were. */
export async function endPeriods(
  transaction: CompanionTransaction,
  { filingId, uscc }: Pick<ApprovalPeriod, "filingId" | "uscc">,
  fromDay: string,
): Promise<void> {
  await transaction
    .updateTable("approval_periods")
    .set({ until_day: dayBefore(fromDay) })
    // What the index is by; each row holds a whole filing, too much to read them all.
    .where("uscc", "=", uscc)
    .where("filing_id", "=", filingId)
    .where("until_day", ">=", fromDay)
    .execute();
}

export async function findInForce(
  database: CompanionDatabase,
  { uscc, makers }: FilingScope,
  day: string,
): Promise<Omit<ApprovalPeriod, "uscc" | "fromDay"> | null> {
  const row = await database
    .selectFrom("approval_periods")
    .innerJoin("filings", "filings.id", "approval_periods.filing_id")
    .selectAll("approval_periods")
    .where("approval_periods.uscc", "=", uscc)
    .where("maker", "in", makers)
    .where("from_day", "<=", day)
    .where("until_day", ">=", day)
    .orderBy("approval_periods.id", "desc")
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    filingId: row.filing_id,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    content: readContent(row.content),
  };
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 24 * 60 * 60 * 1000)
    .toISOString()
    .slice(0, 10);
}
