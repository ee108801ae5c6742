import { createHash } from "node:crypto";
import type { Receipt } from "../../src-shared/companion-api/receipt.ts";
import type { SignatureReport } from "../../src-shared/companion-api/review-endpoints.ts";
import type { FilingRecord } from "../../src-shared/filings/filing-record.ts";
import {
  isOfPresentForm,
  parseKnownSubmission,
  type FrozenSubmission,
  type KnownSubmission,
} from "../../src-shared/filings/frozen-submission.ts";
import { shanghaiDay } from "../../src-shared/filings/validity.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionParts } from "../companion-parts.ts";
import { actorOfSession } from "../filings/actors.ts";
import { roomsOf } from "../files/file-rooms.ts";
import type { FilingRow } from "../filings/filing-store.ts";
import {
  findKeptFiling,
  findVisibleFiling,
} from "../filings/find-visible-filing.ts";
import { makerAfter } from "../filings/maker-of-filing.ts";
import { moveFiling } from "../filings/move-filing.ts";
import { toFilingRecord } from "../filings/to-filing-record.ts";
import { judgeSigner, type JudgedSigner } from "../sessions/judge-signer.ts";
import { isCodeProven } from "../sessions/proven-code-store.ts";
import type { EnterpriseSession } from "../sessions/session.ts";
import type { CompanionTransaction } from "../storage/open-database.ts";
import {
  checkFilesHeld,
  checkFrozenAgainstFiling,
  lookAtFiles,
} from "./check-submission.ts";
import {
  findSubmission,
  insertSubmission,
  isWithdrawn,
  receiptOf,
} from "./submission-store.ts";

export interface SubmissionRequest {
  readonly filingId: string;
  readonly frozen: string;
  readonly signature: string | null;
}

export interface AcceptedSubmission {
  readonly receipt: Receipt;
  readonly filing: FilingRecord;
}

/** 上报. The same bytes under the same id get the receipt they got first, whatever happened to the filing since. */
export async function acceptSubmission(
  parts: CompanionParts,
  request: SubmissionRequest,
  session: EnterpriseSession,
  address: string,
): Promise<AcceptedSubmission> {
  const known = parseKnownSubmission(request.frozen);
  if (known.filingId !== request.filingId)
    throw new ProblemError("frozen-bytes-differ", { part: "filingId" });
  const digest = createHash("sha256")
    .update(request.frozen, "utf8")
    .digest("hex");
  const repeated = await findRepeated(parts.database, known, digest, session);
  if (repeated !== null) return repeated;
  const frozen = refuseOlderForm(known);
  await findKeptFiling(parts.database, frozen.filingId, session);
  // Outside of the transaction: signature checks take their time, and others want to write meanwhile.
  const signer = await findSigner(parts, request, session);
  await lookAtFiles(parts, frozen, roomsOf(session));
  return parts.database.transaction().execute(async (transaction) => {
    const repeatedMeanwhile = await findRepeated(
      transaction,
      frozen,
      digest,
      session,
    );
    if (repeatedMeanwhile !== null) return repeatedMeanwhile;
    const row = await findKeptFiling(transaction, frozen.filingId, session);
    if (signer === null && (await isCodeProven(transaction, session.uscc)))
      throw new ProblemError("signature-required-for-enterprise");
    checkFrozenAgainstFiling(frozen, row, parts.origin());
    const files = await checkFilesHeld(transaction, frozen, roomsOf(session));
    const receivedAt = parts.now();
    const receipt = signReceipt(parts, frozen, {
      digest,
      row,
      signer,
      receivedAt,
    });
    const moved = await recordSubmission(transaction, row, {
      receipt,
      session,
      address,
      receivedAt,
    });
    await insertSubmission(transaction, {
      frozen: request.frozen,
      signature:
        request.signature === null
          ? null
          : Buffer.from(request.signature, "base64"),
      report: signer === null ? { kind: "unsigned" } : reportOf(signer),
      receipt,
      files,
    });
    return { receipt, filing: toFilingRecord(moved) };
  });
}

/** Nobody can compare what it says with the filing that is saved here in the present form. */
function refuseOlderForm(submission: KnownSubmission): FrozenSubmission {
  if (isOfPresentForm(submission)) return submission;
  throw new ProblemError("frozen-form-outdated");
}

/** A key signs what it submits, an account cannot: null. */
async function findSigner(
  parts: CompanionParts,
  { frozen, signature }: SubmissionRequest,
  session: EnterpriseSession,
): Promise<JudgedSigner | null> {
  if (session.kind === "account") {
    if (signature !== null) throw new ProblemError("request-malformed");
    return null;
  }
  if (signature === null) throw new ProblemError("signature-required");
  const signer = await judgeSigner(parts, frozen, signature);
  if (signer.uscc !== session.uscc)
    throw new ProblemError("signer-other-enterprise");
  return signer;
}

/** Null where it is new. Throws `submission-withdrawn`, and `submission-digest-conflict` where the id is that of other bytes. */
async function findRepeated(
  database: CompanionParts["database"],
  frozen: KnownSubmission,
  digest: string,
  session: EnterpriseSession,
): Promise<AcceptedSubmission | null> {
  const earlier = await findSubmission(database, frozen.submissionId);
  if (earlier === undefined) {
    if (await isWithdrawn(database, session.uscc, frozen.submissionId))
      throw new ProblemError("submission-withdrawn");
    return null;
  }
  if (earlier.uscc !== session.uscc || earlier.digest !== digest)
    throw new ProblemError("submission-digest-conflict");
  const row = await findVisibleFiling(database, earlier.filing_id, session);
  return { receipt: receiptOf(earlier), filing: toFilingRecord(row) };
}

function signReceipt(
  { receiptKey }: CompanionParts,
  frozen: FrozenSubmission,
  received: {
    digest: string;
    row: FilingRow;
    signer: JudgedSigner | null;
    receivedAt: Date;
  },
): Receipt {
  return receiptKey.sign({
    purpose: "cn.usedcar.filing/receipt/v1",
    submissionId: frozen.submissionId,
    filingId: frozen.filingId,
    kind: frozen.kind,
    uscc: received.row.uscc,
    digest: received.digest,
    certificateSha256: received.signer?.certificate.sha256 ?? null,
    revocation: received.signer?.revocation ?? null,
    fileCount: Object.keys(frozen.files).length,
    receivedAt: received.receivedAt.toISOString(),
  });
}

async function recordSubmission(
  transaction: CompanionTransaction,
  row: FilingRow,
  {
    receipt,
    session,
    address,
    receivedAt,
  }: {
    receipt: Receipt;
    session: EnterpriseSession;
    address: string;
    receivedAt: Date;
  },
): Promise<FilingRow> {
  const isFirst = row.submission_id === null;
  return moveFiling(transaction, row, {
    action: "submit",
    actor: actorOfSession(session, address),
    at: receivedAt,
    changes: {
      submission_id: receipt.claims.submissionId,
      submission_digest: receipt.claims.digest,
      submitted_at: receivedAt.toISOString(),
      is_signed: receipt.claims.certificateSha256 === null ? 0 : 1,
      maker: makerAfter(row.maker, session),
      opinion: null,
      ...(isFirst ? { year: Number(shanghaiDay(receivedAt).slice(0, 4)) } : {}),
    },
  });
}

function reportOf({
  certificate,
  uscc,
  revocation,
  signedAt,
}: JudgedSigner): SignatureReport {
  return {
    kind: "signed",
    holderName: certificate.holderName,
    enterpriseName: certificate.enterpriseName,
    uscc,
    certificateSha256: certificate.sha256,
    issuerName: certificate.issuerName,
    signedAt: signedAt.toISOString(),
    revocation,
  };
}
