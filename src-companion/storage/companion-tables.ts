import type { Generated } from "kysely";
import type { AccountTables } from "./account-tables.ts";
import type {
  FilingKind,
  FilingState,
} from "../../src-shared/filings/filing-state.ts";
import type { HistoryEntry } from "../../src-shared/filings/filing-record.ts";

/** Times are ISO 8601 in UTC, days `YYYY-MM-DD` in Asia/Shanghai, truth values 0 and 1. */
export interface CompanionTables extends AccountTables {
  reviewers: {
    id: string;
    name: string;
    authority: string;
    province: string;
    password_hash: string;
    created_at: string;
  };
  sign_in_tries: {
    /** What is counted, and for whom: `name:`, `address:`, `key-address:` … */
    subject: string;
    tries: number;
    blocked_until: string;
    /** The count ends a day after. */
    first_at: string;
    last_at: string;
  };
  challenges: {
    nonce_sha256: string;
    expires_at: string;
    used_at: string | null;
  };
  sessions: {
    token_sha256: string;
    kind: "key" | "account" | "reviewer";
    /** Of a key session; an account's is its account's. */
    uscc: string | null;
    enterprise_name: string | null;
    holder_name: string | null;
    certificate_sha256: string | null;
    reviewer_id: string | null;
    account_id: string | null;
    signed_in_by: "password" | "open-id" | null;
    created_at: string;
    expires_at: string;
  };
  trust_entries: {
    sha256: string;
    kind: TrustKind;
    name: string;
    der: Uint8Array;
    added_at: string;
  };
  counters: {
    name: "change" | "trust";
    value: number;
  };
  filings: {
    id: string;
    uscc: string;
    kind: FilingKind;
    state: Exclude<FilingState, "draft">;
    version: number;
    year: number;
    enterprise_name: string;
    authority: string | null;
    reviewed_at: string | null;
    valid_from: string | null;
    valid_until: string | null;
    approved_kind: FilingKind | null;
    opinion: string | null;
    void_reason: string | null;
    submission_id: string | null;
    submission_digest: string | null;
    submitted_at: string | null;
    is_signed: number;
    created_at: string;
    updated_at: string;
    is_removed: number;
    change_number: number;
    maker: FilingMaker;
  };
  /** Apart from the rows that lists read, which stay narrow this way. */
  filing_contents: {
    filing_id: string;
    content: string;
    approved_content: string | null;
  };
  filing_history: {
    id: Generated<number>;
    filing_id: string;
    at: string;
    actor: string;
    actor_kind: HistoryEntry["actorKind"];
    action: string;
    from_state: FilingState | null;
    to_state: FilingState | null;
    kind: FilingKind;
    version: number;
    remark: string | null;
    address: string | null;
    /** Digest of the session's certificate, `account:` and an id, or name of the reviewer account. */
    credential: string | null;
  };
  /** What was in force from which day to which; a later approval or 无效 shortens the earlier period. */
  approval_periods: {
    id: Generated<number>;
    filing_id: string;
    uscc: string;
    from_day: string;
    until_day: string;
    valid_from: string;
    valid_until: string;
    content: string;
  };
  saves: {
    uscc: string;
    save_id: string;
    filing_id: string;
    body_sha256: string;
    reply: string;
    saved_at: string;
  };
  submissions: {
    id: string;
    filing_id: string;
    uscc: string;
    digest: string;
    frozen: string;
    signature: Uint8Array | null;
    signature_report: string;
    receipt_jws: string;
    receipt_claims: string;
    received_at: string;
  };
  /** 取消发送: ids that this code never submits any more. */
  withdrawn_submissions: {
    uscc: string;
    id: string;
    withdrawn_at: string;
  };
  submission_files: {
    submission_id: string;
    room: string;
    sha256: string;
  };
  files: {
    /** See files/file-rooms.ts. */
    room: string;
    sha256: string;
    size: number;
    file_type: string;
    received_at: string;
    /** When its bytes were found gone or damaged; such a file is not held. */
    lost_at: string | null;
  };
  uploads: {
    id: string;
    room: string;
    sha256: string;
    size: number;
    file_name: string;
    created_at: string;
  };
  receipt_keys: {
    id: string;
    x: string;
    y: string;
    created_at: string;
  };
}

export type TrustKind = "anchor" | "intermediate" | "crl";

/** Once a key has changed what an account made, it is the key's, and no account sees it any more. */
export type FilingMaker = "key" | "account" | "key-after-account";
