import { shanghaiDay } from "../../src-shared/filings/validity.ts";
import { actorOfSession } from "../filings/actors.ts";
import { endPeriods } from "../filings/approval-period-store.ts";
import type { FilingRow } from "../filings/filing-store.ts";
import { findKeptFiling } from "../filings/find-visible-filing.ts";
import { moveFiling } from "../filings/move-filing.ts";
import type { ReviewerSession } from "../sessions/session.ts";
import type { CompanionDatabase } from "../storage/open-database.ts";

/** 无效 by the authority; an amendment under way ends with it. */
export async function voidFiling(
  database: CompanionDatabase,
  { filingId, reason }: { filingId: string; reason: string },
  session: ReviewerSession,
  address: string,
  at: Date,
): Promise<FilingRow> {
  return database.transaction().execute(async (transaction) => {
    const row = await findKeptFiling(transaction, filingId, session);
    const voided = await moveFiling(transaction, row, {
      action: "void",
      actor: actorOfSession(session, address),
      at,
      remark: reason,
      changes: { void_reason: reason },
    });
    const { uscc } = row;
    await endPeriods(transaction, { filingId, uscc }, shanghaiDay(at));
    return voided;
  });
}
