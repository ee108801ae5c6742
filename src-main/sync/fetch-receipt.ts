import { createHash } from "node:crypto";
import { parseKnownSubmission } from "../../src-shared/filings/frozen-submission.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionClient } from "./companion-client.ts";
import type { ReceiptJudge } from "./judge-receipt.ts";
import type { SyncedFiling, SyncedFilings } from "./synced-filings.ts";

export interface ReceiptContext {
  readonly client: CompanionClient;
  readonly token: string;
  readonly signal: AbortSignal;
  readonly uscc: string;
  readonly filings: SyncedFilings;
  readonly receipts: ReceiptJudge;
}

/** True for a filing submitted on another machine (or before this profile) whose receipt is not here. */
export function lacksReceipt(filing: SyncedFiling): boolean {
  const { latestSubmission, receipt, outgoing } = filing;
  return (
    latestSubmission !== null &&
    latestSubmission.id !== receipt?.claims.submissionId &&
    latestSubmission.id !== outgoing?.submissionId
  );
}

/** Fetches and judges it like an own one. Throws `sync-receipt-invalid` or `sync-receipt-key-changed`. */
export async function fetchReceipt(
  context: ReceiptContext,
  filing: SyncedFiling,
): Promise<void> {
  const { client, token, signal, uscc, filings, receipts } = context;
  const { latestSubmission } = filing;
  if (latestSubmission === null) return;
  const { id: submissionId, digest } = latestSubmission;
  const params = { submissionId };
  const found = await client.call("submission", { params }, { token, signal });
  const { frozen, signature, receipt } = found;
  if (createHash("sha256").update(frozen).digest("hex") !== digest)
    throw new ProblemError("sync-receipt-invalid");
  const { files } = parseKnownSubmission(frozen);
  const expected = {
    submissionId,
    filingId: filing.id,
    uscc,
    digest,
    isSigned: signature !== null,
    fileCount: Object.keys(files).length,
  };
  await receipts.accept(receipt, expected, signal);
  filings.putReceipt(filing.id, receipt);
}
