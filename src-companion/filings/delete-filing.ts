import { emptyFilingContent } from "../../src-shared/filings/filing-content.ts";
import type { FilingRecord } from "../../src-shared/filings/filing-record.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { EnterpriseSession } from "../sessions/session.ts";
import type {
  CompanionDatabase,
  CompanionTransaction,
} from "../storage/open-database.ts";
import { actorOfSession } from "./actors.ts";
import { findVisibleFiling } from "./find-visible-filing.ts";
import type { FilingRow } from "./filing-store.ts";
import { makerAfter } from "./maker-of-filing.ts";
import { moveFiling } from "./move-filing.ts";
import { toFilingRecord } from "./to-filing-record.ts";

/** 删除. Null: gone; a record: the approved filing behind a deleted amendment. Again on what is gone: null again. */
export async function deleteFiling(
  database: CompanionDatabase,
  { filingId, baseVersion }: { filingId: string; baseVersion: number },
  session: EnterpriseSession,
  address: string,
  now: Date,
): Promise<FilingRecord | null> {
  return database.transaction().execute(async (transaction) => {
    const row = await findVisibleFiling(transaction, filingId, session);
    if (row.is_removed === 1) return null;
    if (row.version !== baseVersion) {
      throw new ProblemError("filing-version-conflict", {
        currentVersion: row.version,
      });
    }
    const wasSubmitted = row.submission_id !== null;
    const removed = await moveFiling(transaction, row, {
      action: "delete",
      actor: actorOfSession(session, address),
      at: now,
      // Nothing was handed in: what was written goes, the bare row stays so that other machines hear of it.
      changes: {
        maker: makerAfter(row.maker, session),
        ...(wasSubmitted
          ? { opinion: null }
          : {
              content: emptyFilingContent({
                uscc: row.uscc,
                enterpriseName: "",
              }),
            }),
      },
    });
    if (!wasSubmitted) await forgetSaves(transaction, row);
    return removed.is_removed === 1 ? null : toFilingRecord(removed);
  });
}

async function forgetSaves(
  transaction: CompanionTransaction,
  row: FilingRow,
): Promise<void> {
  await transaction
    .deleteFrom("saves")
    .where("filing_id", "=", row.id)
    .execute();
}
