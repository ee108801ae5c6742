import type { CompanionParts } from "../companion-parts.ts";
import type { Call, RouteHandlers } from "../http/route-handlers.ts";
import { readHistory } from "../filings/filing-history-store.ts";
import { findKeptFiling } from "../filings/find-visible-filing.ts";
import { toFilingRecord } from "../filings/to-filing-record.ts";
import {
  findSubmission,
  receiptOf,
  signatureReportOf,
} from "../submissions/submission-store.ts";
import { decideSubmission } from "./decide-submission.ts";
import { listForReview } from "./review-store.ts";
import { voidFiling } from "./void-filing.ts";

export function reviewRoutes(
  parts: CompanionParts,
): Pick<RouteHandlers, "reviewList" | "reviewDetail" | "decide" | "void"> {
  const { database, bell, now } = parts;
  return {
    reviewList: ({ query }) => listForReview(database, query),
    reviewDetail: (call) => readDetail(parts, call),
    decide: async ({ params, body, session, address }) => {
      const row = await decideSubmission(database, {
        decision: { ...params, ...body },
        session,
        address,
        at: now(),
      });
      bell.ring(row.uscc);
      return { filing: toFilingRecord(row) };
    },
    void: async ({ params, body, session, address }) => {
      const row = await voidFiling(
        database,
        { ...params, ...body },
        session,
        address,
        now(),
      );
      bell.ring(row.uscc);
      return { filing: toFilingRecord(row) };
    },
  };
}

async function readDetail(
  { database }: CompanionParts,
  { params, session }: Call<"reviewDetail">,
) {
  const row = await findKeptFiling(database, params.filingId, session);
  const submission =
    row.submission_id === null
      ? undefined
      : await findSubmission(database, row.submission_id);
  return {
    filing: toFilingRecord(row),
    history: await readHistory(database, row.id),
    receipt: submission === undefined ? null : receiptOf(submission),
    signature: submission === undefined ? null : signatureReportOf(submission),
  };
}
