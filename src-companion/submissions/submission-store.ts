import type { Selectable } from "kysely";
import {
  receiptClaimsSchema,
  type Receipt,
} from "../../src-shared/companion-api/receipt.ts";
import {
  signatureReportSchema,
  type SignatureReport,
} from "../../src-shared/companion-api/review-endpoints.ts";
import type { HeldFile } from "../files/file-store.ts";
import type { CompanionTables } from "../storage/companion-tables.ts";
import type {
  CompanionDatabase,
  CompanionTransaction,
} from "../storage/open-database.ts";

export type SubmissionRow = Selectable<CompanionTables["submissions"]>;

export interface NewSubmission {
  readonly frozen: string;
  readonly signature: Uint8Array | null;
  readonly report: SignatureReport;
  readonly receipt: Receipt;
  readonly files: readonly Pick<HeldFile, "room" | "sha256">[];
}

export async function findSubmission(
  database: CompanionDatabase,
  id: string,
): Promise<SubmissionRow | undefined> {
  return database
    .selectFrom("submissions")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirst();
}

export async function insertSubmission(
  transaction: CompanionTransaction,
  submission: NewSubmission,
): Promise<void> {
  const { claims, jws } = submission.receipt;
  await transaction
    .insertInto("submissions")
    .values({
      id: claims.submissionId,
      filing_id: claims.filingId,
      uscc: claims.uscc,
      digest: claims.digest,
      frozen: submission.frozen,
      signature:
        submission.signature === null
          ? null
          : Buffer.from(submission.signature),
      signature_report: JSON.stringify(submission.report),
      receipt_jws: jws,
      receipt_claims: JSON.stringify(claims),
      received_at: claims.receivedAt,
    })
    .execute();
  const files = submission.files.map(({ room, sha256 }) => ({
    submission_id: claims.submissionId,
    room,
    sha256,
  }));
  if (files.length > 0)
    await transaction.insertInto("submission_files").values(files).execute();
}

/** From now on this code submits nothing of this id. */
export async function keepWithdrawn(
  transaction: CompanionTransaction,
  uscc: string,
  id: string,
  at: Date,
): Promise<void> {
  await transaction
    .insertInto("withdrawn_submissions")
    .values({ uscc, id, withdrawn_at: at.toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function isWithdrawn(
  database: CompanionDatabase,
  uscc: string,
  id: string,
): Promise<boolean> {
  const withdrawn = await database
    .selectFrom("withdrawn_submissions")
    .select("id")
    .where("uscc", "=", uscc)
    .where("id", "=", id)
    .executeTakeFirst();
  return withdrawn !== undefined;
}

/** The receipt as it was first signed, never signed again. */
export function receiptOf(row: SubmissionRow): Receipt {
  return {
    jws: row.receipt_jws,
    claims: receiptClaimsSchema.parse(JSON.parse(row.receipt_claims)),
  };
}

export function signatureReportOf(row: SubmissionRow): SignatureReport {
  return signatureReportSchema.parse(JSON.parse(row.signature_report));
}
