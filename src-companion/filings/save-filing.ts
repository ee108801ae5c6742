import { checkFiling } from "../../src-shared/filings/check-filing.ts";
import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import type { FilingRecord } from "../../src-shared/filings/filing-record.ts";
import {
  isWithinValidity,
  shanghaiDay,
} from "../../src-shared/filings/validity.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { dictionaries } from "../dictionaries/dictionaries.ts";
import { isCodeProven } from "../sessions/proven-code-store.ts";
import type { EnterpriseSession } from "../sessions/session.ts";
import type {
  CompanionDatabase,
  CompanionTransaction,
} from "../storage/open-database.ts";
import { actorOfSession } from "./actors.ts";
import { appendHistory, type FilingActor } from "./filing-history-store.ts";
import {
  findFiling,
  findUnderWay,
  insertFiling,
  type FilingRow,
} from "./filing-store.ts";
import { isVisible } from "./find-visible-filing.ts";
import { makerAfter } from "./maker-of-filing.ts";
import { moveFiling } from "./move-filing.ts";
import { findEarlierReply, keepReply } from "./save-reply-store.ts";
import { toFilingRecord } from "./to-filing-record.ts";
import type { FilingSave } from "./filing-save.ts";

/** 保存信息. A repeated save id answers what it answered the first time. */
export async function saveFiling(
  database: CompanionDatabase,
  save: FilingSave,
  session: EnterpriseSession,
  address: string,
  now: Date,
): Promise<FilingRecord> {
  return database.transaction().execute(async (transaction) => {
    const earlier = await findEarlierReply(transaction, save, session.uscc);
    if (earlier !== null) return earlier;
    const row = await findFiling(transaction, save.filingId);
    if (
      row !== undefined &&
      (!isVisible(row, session) || row.is_removed === 1)
    ) {
      throw new ProblemError("filing-not-found");
    }
    checkContent(save.content, session, now);
    const actor = actorOfSession(session, address);
    const saved =
      row === undefined
        ? await createFiling(transaction, save, session, actor, now)
        : await changeFiling(transaction, row, save, session, actor, now);
    const record = toFilingRecord(saved);
    await keepReply(transaction, save, session.uscc, record, now);
    return record;
  });
}

function checkContent(
  content: FilingContent,
  session: EnterpriseSession,
  now: Date,
): void {
  if (content.fields.uscc !== session.uscc) {
    throw new ProblemError("filing-content-refused", {
      place: "uscc",
      problem: "other-enterprise",
    });
  }
  const { problems } = checkFiling(content, { now, ...dictionaries });
  const [first] = problems;
  if (first !== undefined) {
    throw new ProblemError("filing-content-refused", {
      place: first.place,
      problem: first.code,
      count: problems.length,
    });
  }
}

async function createFiling(
  transaction: CompanionTransaction,
  { filingId, baseVersion, content }: FilingSave,
  session: EnterpriseSession,
  actor: FilingActor,
  now: Date,
): Promise<FilingRow> {
  if (baseVersion !== 0) throw new ProblemError("filing-not-found");
  await refuseBeginning(transaction, session);
  const year = Number(shanghaiDay(now).slice(0, 4));
  const created = await insertFiling(
    transaction,
    {
      id: filingId,
      uscc: session.uscc,
      year,
      maker: makerAfter(null, session),
      content,
    },
    now,
  );
  await appendHistory(
    transaction,
    filingId,
    {
      at: now.toISOString(),
      action: "save",
      fromState: null,
      toState: created.state,
      kind: created.kind,
      version: created.version,
      remark: null,
    },
    actor,
  );
  return created;
}

async function changeFiling(
  transaction: CompanionTransaction,
  row: FilingRow,
  { baseVersion, content }: FilingSave,
  session: EnterpriseSession,
  actor: FilingActor,
  now: Date,
): Promise<FilingRow> {
  if (row.version !== baseVersion) {
    throw new ProblemError("filing-version-conflict", {
      currentVersion: row.version,
    });
  }
  const action = row.state === "approved" ? "amend" : "save";
  if (action === "amend") {
    if (row.valid_until === null || !isWithinValidity(row.valid_until, now)) {
      throw new ProblemError("filing-transition-refused", {
        action,
        state: row.state,
      });
    }
    await refuseBeginning(transaction, session);
  }
  return moveFiling(transaction, row, {
    action,
    actor,
    at: now,
    changes: { content, maker: makerAfter(row.maker, session) },
  });
}

/**
 * One application under way per code, whoever made it. Once a key has proven the code, an account begins none: it
 * could not submit it, and the key would have to clear it away first.
 */
async function refuseBeginning(
  transaction: CompanionTransaction,
  session: EnterpriseSession,
): Promise<void> {
  if (
    session.kind === "account" &&
    (await isCodeProven(transaction, session.uscc))
  )
    throw new ProblemError("signature-required-for-enterprise");
  const underWay = await findUnderWay(transaction, session.uscc);
  if (underWay !== undefined)
    throw new ProblemError("application-under-way", { filingId: underWay.id });
}
