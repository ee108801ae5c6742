import { sql, type Kysely } from "kysely";

export async function createFirstTables(
  database: Kysely<unknown>,
): Promise<void> {
  for (const statement of [
    ...people,
    ...trust,
    ...filings,
    ...evidence,
    ...files,
  ]) {
    await sql.raw(statement).execute(database);
  }
}

const people = [
  `create table reviewers (
    id text primary key, name text not null unique, authority text not null, province text not null,
    password_hash text not null, created_at text not null) strict`,
  `create table sign_in_tries (
    subject text primary key, tries integer not null, blocked_until text not null, last_at text not null) strict`,
  // Every try and every challenge first clears away what is too old.
  `create index sign_in_tries_by_last on sign_in_tries (last_at)`,
  `create table challenges (
    nonce_sha256 text primary key, expires_at text not null, used_at text) strict`,
  `create index challenges_by_expiry on challenges (expires_at)`,
  `create table sessions (
    token_sha256 text primary key, kind text not null check (kind in ('enterprise', 'reviewer')), uscc text,
    enterprise_name text, holder_name text, certificate_sha256 text, reviewer_id text references reviewers (id),
    created_at text not null, expires_at text not null,
    check ((kind = 'enterprise') = (uscc is not null)), check ((kind = 'reviewer') = (reviewer_id is not null))) strict`,
  `create index sessions_by_expiry on sessions (expires_at)`,
];

const trust = [
  `create table trust_entries (
    sha256 text primary key, kind text not null check (kind in ('anchor', 'intermediate', 'crl')),
    replaces_key text not null, name text not null, der blob not null, added_at text not null) strict`,
  `create table counters (name text primary key, value integer not null) strict`,
  `insert into counters (name, value) values ('change', 0), ('trust', 0)`,
  `create table receipt_keys (
    id text primary key, x text not null, y text not null, created_at text not null) strict`,
];

const filings = [
  `create table filings (
    id text primary key, uscc text not null, kind text not null check (kind in ('new', 'amendment')),
    state text not null
      check (state in ('to-submit', 'under-review', 'approved', 'returned', 'expired', 'void')),
    version integer not null, year integer not null, enterprise_name text not null,
    authority text, reviewed_at text, valid_from text, valid_until text,
    approved_kind text check (approved_kind in ('new', 'amendment')), opinion text, void_reason text,
    submission_id text, submission_digest text, submitted_at text, is_signed integer not null default 0,
    created_at text not null, updated_at text not null, is_removed integer not null default 0,
    change_number integer not null) strict`,
  // The rule "one application under way per code" holds even where two requests meet.
  `create unique index filings_one_under_way on filings (uscc)
    where is_removed = 0 and state in ('to-submit', 'under-review', 'returned')`,
  `create index filings_by_change on filings (uscc, change_number)`,
  `create index filings_by_validity on filings (valid_until)
    where valid_until is not null and state not in ('expired', 'void')`,
  `create index filings_submitted on filings (submitted_at desc, id) where submitted_at is not null and is_removed = 0`,
  `create index filings_submitted_by_state on filings (state, submitted_at desc, id)
    where submitted_at is not null and is_removed = 0`,
  `create table filing_contents (
    filing_id text primary key references filings (id), content text not null, approved_content text) strict`,
  `create table saves (
    uscc text not null, save_id text not null, filing_id text not null, body_sha256 text not null, reply text not null,
    saved_at text not null, primary key (uscc, save_id)) strict`,
  `create index saves_by_filing on saves (filing_id)`,
];

const evidence = [
  `create table filing_history (
    id integer primary key, filing_id text not null references filings (id), at text not null, actor text not null,
    actor_kind text not null check (actor_kind in ('enterprise', 'reviewer', 'clock', 'companion')),
    action text not null, from_state text, to_state text, kind text not null, version integer not null,
    remark text, address text, credential text) strict`,
  `create index filing_history_by_filing on filing_history (filing_id, id)`,
  ...appendOnly("filing_history"),
  `create table submissions (
    id text primary key, filing_id text not null references filings (id), uscc text not null, digest text not null,
    frozen text not null, signature blob, signature_report text not null, receipt_jws text not null,
    receipt_claims text not null, received_at text not null) strict`,
  `create index submissions_by_filing on submissions (filing_id)`,
  ...appendOnly("submissions"),
  `create table submission_files (
    submission_id text not null references submissions (id), uscc text not null, sha256 text not null,
    primary key (submission_id, sha256)) strict`,
  `create index submission_files_by_digest on submission_files (sha256, uscc)`,
  `create table approval_periods (
    id integer primary key, filing_id text not null references filings (id), uscc text not null,
    from_day text not null, until_day text not null, valid_from text not null, valid_until text not null,
    content text not null) strict`,
  `create index approval_periods_by_uscc on approval_periods (uscc, from_day)`,
];

const files = [
  `create table files (
    uscc text not null, sha256 text not null, size integer not null, file_type text not null,
    received_at text not null, primary key (uscc, sha256)) strict`,
  `create index files_by_digest on files (sha256)`,
  `create table uploads (
    id text primary key, uscc text not null, sha256 text not null, size integer not null, file_name text not null,
    created_at text not null) strict`,
  `create index uploads_by_uscc on uploads (uscc)`,
];

/** What happened stays: a defect in the program cannot rewrite it either. */
function appendOnly(table: string): string[] {
  return ["update", "delete"].map(
    (change) =>
      `create trigger ${table}_no_${change} before ${change} on ${table}
        begin select raise(abort, '${table} is append-only'); end`,
  );
}
