import {
  lastDayOfValidity,
  shanghaiDay,
} from "../../src-shared/filings/validity.ts";
import { transition } from "../../src-shared/filings/transitions.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { beginPeriod, endPeriods } from "../filings/approval-period-store.ts";
import { actorOfSession, companion } from "../filings/actors.ts";
import {
  everyMaker,
  listFilings,
  type FilingRow,
} from "../filings/filing-store.ts";
import { findKeptFiling } from "../filings/find-visible-filing.ts";
import { moveFiling, standingOf } from "../filings/move-filing.ts";
import { approvalOf, readContent } from "../filings/to-filing-record.ts";
import type { ReviewerSession } from "../sessions/session.ts";
import type {
  CompanionDatabase,
  CompanionTransaction,
} from "../storage/open-database.ts";

export interface Decision {
  readonly filingId: string;
  readonly submissionId: string;
  readonly digest: string;
  readonly decision: "approve" | "return";
  readonly opinion: string | null;
}

interface Deciding {
  readonly decision: Decision;
  readonly session: ReviewerSession;
  readonly address: string;
  readonly at: Date;
}

/** 审核通过 or 审核不通过 of exactly the submission the reviewer has seen. Throws `submission-stale`. */
export async function decideSubmission(
  database: CompanionDatabase,
  deciding: Deciding,
): Promise<FilingRow> {
  const { decision, session } = deciding;
  return database.transaction().execute(async (transaction) => {
    const row = await findKeptFiling(transaction, decision.filingId, session);
    if (
      row.submission_id !== decision.submissionId ||
      row.submission_digest !== decision.digest
    ) {
      throw new ProblemError("submission-stale");
    }
    return decision.decision === "approve"
      ? approve(transaction, row, deciding)
      : returnFiling(transaction, row, deciding);
  });
}

async function returnFiling(
  transaction: CompanionTransaction,
  row: FilingRow,
  { decision, session, address, at }: Deciding,
): Promise<FilingRow> {
  const opinion = {
    authority: session.authority,
    text: decision.opinion ?? "",
    at: at.toISOString(),
  };
  return moveFiling(transaction, row, {
    action: "return",
    actor: actorOfSession(session, address),
    at,
    remark: decision.opinion,
    changes: { opinion: JSON.stringify(opinion) },
  });
}

async function approve(
  transaction: CompanionTransaction,
  row: FilingRow,
  { decision, session, address, at }: Deciding,
): Promise<FilingRow> {
  const content = readContent(row.content);
  const day = shanghaiDay(at);
  // An approved amendment changes what is in force, never until when.
  const { validFrom, validUntil } = approvalOf(row) ?? {
    validFrom: day,
    validUntil: lastDayOfValidity(at),
  };
  const approved = await moveFiling(transaction, row, {
    action: "approve",
    actor: actorOfSession(session, address),
    at,
    remark: decision.opinion === "" ? null : decision.opinion,
    changes: {
      authority: session.authority,
      reviewed_at: at.toISOString(),
      valid_from: validFrom,
      valid_until: validUntil,
      approvedContent: content,
    },
  });
  const { uscc } = row;
  for (const older of await listFilings(transaction, {
    uscc,
    makers: everyMaker,
  })) {
    if (older.id !== row.id) await supersede(transaction, older, at);
  }
  await beginPeriod(transaction, {
    filingId: row.id,
    uscc,
    fromDay: day,
    validFrom,
    validUntil,
    content,
  });
  return approved;
}

/** 无效, because a newer filing of the same code was approved; what has ended otherwise stays as it is. */
async function supersede(
  transaction: CompanionTransaction,
  older: FilingRow,
  at: Date,
): Promise<void> {
  if (transition(standingOf(older), "supersede") === undefined) return;
  await moveFiling(transaction, older, {
    action: "supersede",
    actor: companion,
    at,
  });
  const { id: filingId, uscc } = older;
  await endPeriods(transaction, { filingId, uscc }, shanghaiDay(at));
}
