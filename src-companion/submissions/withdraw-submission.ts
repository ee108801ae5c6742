import type { CompanionParts } from "../companion-parts.ts";
import { findVisibleFiling } from "../filings/find-visible-filing.ts";
import { toFilingRecord } from "../filings/to-filing-record.ts";
import type { EnterpriseSession } from "../sessions/session.ts";
import type { AcceptedSubmission } from "./accept-submission.ts";
import {
  findSubmission,
  keepWithdrawn,
  receiptOf,
} from "./submission-store.ts";

/**
 * 取消发送. Null: it was not accepted and never will be, also where its request is still on the way. Another code's
 * submission is answered like one that does not exist, and stays as it is.
 */
export async function withdrawSubmission(
  { database, now }: CompanionParts,
  submissionId: string,
  session: EnterpriseSession,
): Promise<AcceptedSubmission | null> {
  return database.transaction().execute(async (transaction) => {
    const row = await findSubmission(transaction, submissionId);
    if (row?.uscc === session.uscc) {
      const filing = await findVisibleFiling(
        transaction,
        row.filing_id,
        session,
      );
      return { receipt: receiptOf(row), filing: toFilingRecord(filing) };
    }
    await keepWithdrawn(transaction, session.uscc, submissionId, now());
    return null;
  });
}
