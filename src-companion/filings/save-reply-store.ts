import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import {
  filingRecordSchema,
  type FilingRecord,
} from "../../src-shared/filings/filing-record.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type {
  CompanionDatabase,
  CompanionTransaction,
} from "../storage/open-database.ts";
import type { FilingSave } from "./filing-save.ts";

/** A client that waited longer than this for an answer hears of a version conflict instead. */
const keptMs = 90 * 24 * 60 * 60 * 1000;

/** Null for a save id not seen yet. Throws `request-malformed` for one that came with another body. */
export async function findEarlierReply(
  transaction: CompanionTransaction,
  save: FilingSave,
  uscc: string,
): Promise<FilingRecord | null> {
  const earlier = await transaction
    .selectFrom("saves")
    .selectAll()
    .where("uscc", "=", uscc)
    .where("save_id", "=", save.saveId)
    .executeTakeFirst();
  if (earlier === undefined) return null;
  // A save id belongs to one body: another one under it would be lost without a word.
  if (earlier.body_sha256 !== digestOf(save))
    throw new ProblemError("request-malformed");
  return filingRecordSchema.parse(JSON.parse(earlier.reply));
}

export async function keepReply(
  transaction: CompanionTransaction,
  save: FilingSave,
  uscc: string,
  record: FilingRecord,
  now: Date,
): Promise<void> {
  await transaction
    .insertInto("saves")
    .values({
      uscc,
      save_id: save.saveId,
      filing_id: save.filingId,
      body_sha256: digestOf(save),
      reply: JSON.stringify(record),
      saved_at: now.toISOString(),
    })
    .execute();
}

function digestOf(save: FilingSave): string {
  return createHash("sha256")
    .update(canonicalize(save) ?? "")
    .digest("hex");
}

export async function forgetOldReplies(
  database: CompanionDatabase,
  now: Date,
): Promise<void> {
  const before = new Date(now.getTime() - keptMs).toISOString();
  await database.deleteFrom("saves").where("saved_at", "<", before).execute();
}
