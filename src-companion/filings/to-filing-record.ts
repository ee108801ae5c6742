import {
  emptyFilingContent,
  type FilingContent,
} from "../../src-shared/filings/filing-content.ts";
import {
  filingOpinionSchema,
  type Approval,
  type FilingRecord,
} from "../../src-shared/filings/filing-record.ts";
import type { FilingRow } from "./filing-store.ts";

/** As the contract shows it; the reply schema checks the whole once more on its way out. */
export function toFilingRecord(row: FilingRow): FilingRecord {
  return {
    id: row.id,
    uscc: row.uscc,
    kind: row.kind,
    state: row.state,
    version: row.version,
    year: row.year,
    content: readContent(row.content),
    approval: approvalOf(row),
    opinion:
      row.opinion === null
        ? null
        : filingOpinionSchema.parse(JSON.parse(row.opinion)),
    voidReason: row.void_reason,
    latestSubmission: latestSubmissionOf(row),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    isRemoved: row.is_removed === 1,
  };
}

/** That it is gone, and nothing of what it says. */
export function toTombstone(row: FilingRow): FilingRecord {
  const { uscc } = row;
  return {
    ...toFilingRecord(row),
    content: emptyFilingContent({ uscc, enterpriseName: "" }),
    approval: null,
    opinion: null,
    voidReason: null,
    latestSubmission: null,
    isRemoved: true,
  };
}

export function readContent(text: string): FilingContent {
  return JSON.parse(text) as FilingContent;
}

export function approvalOf(row: FilingRow): Approval | null {
  const { authority, reviewed_at, valid_from, valid_until } = row;
  const { approved_kind, approved_content } = row;
  if (
    authority === null ||
    reviewed_at === null ||
    valid_from === null ||
    valid_until === null ||
    approved_kind === null ||
    approved_content === null
  ) {
    return null;
  }
  return {
    authority,
    reviewedAt: reviewed_at,
    validFrom: valid_from,
    validUntil: valid_until,
    kind: approved_kind,
    content: readContent(approved_content),
  };
}

function latestSubmissionOf(row: FilingRow): FilingRecord["latestSubmission"] {
  const { submission_id, submission_digest, submitted_at } = row;
  if (
    submission_id === null ||
    submission_digest === null ||
    submitted_at === null
  )
    return null;
  return {
    id: submission_id,
    digest: submission_digest,
    receivedAt: submitted_at,
  };
}
