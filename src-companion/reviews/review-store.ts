import { sql, type SelectQueryBuilder } from "kysely";
import type { z } from "zod";
import type { reviewEndpoints } from "../../src-shared/companion-api/review-endpoints.ts";
import type { CompanionTables } from "../storage/companion-tables.ts";
import type { CompanionDatabase } from "../storage/open-database.ts";

export type ReviewQuery = z.output<typeof reviewEndpoints.reviewList.query>;
export type ReviewPage = z.input<typeof reviewEndpoints.reviewList.reply>;

/** Filings submitted at least once, newest submission first; the narrow rows and two indexes carry it. */
export async function listForReview(
  database: CompanionDatabase,
  query: ReviewQuery,
): Promise<ReviewPage> {
  const filtered = filterFilings(database.selectFrom("filings"), query);
  const { total } = await filtered
    .select((expression) => expression.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  const rows = await filtered
    .select([
      "id",
      "uscc",
      "enterprise_name as enterpriseName",
      "kind",
      "state",
      "year",
      "submission_id as submissionId",
      "submission_digest as digest",
      "submitted_at as submittedAt",
      "is_signed",
    ])
    .orderBy("submitted_at", "desc")
    .orderBy("id")
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return {
    total,
    filings: rows.map(({ is_signed, ...filing }) => ({
      ...filing,
      isSigned: is_signed === 1,
    })),
  };
}

function filterFilings<Output>(
  filings: SelectQueryBuilder<CompanionTables, "filings", Output>,
  { state, text }: ReviewQuery,
): SelectQueryBuilder<CompanionTables, "filings", Output> {
  // The conditions stand as they do in the partial indexes, or those would not be used.
  const submitted = filings
    .where("submitted_at", "is not", null)
    .where(sql<boolean>`is_removed = 0`);
  const inState =
    state === undefined ? submitted : submitted.where("state", "=", state);
  if (text === undefined || text.trim() === "") return inState;
  const literal = text.trim().replaceAll(/[\\%_]/g, "\\$&");
  return inState.where(
    sql<boolean>`(enterprise_name like ${`%${literal}%`} escape '\\'
      or uscc like ${`%${literal}%`} escape '\\' or id like ${`${literal}%`} escape '\\')`,
  );
}
