import { sql, type Kysely } from "kysely";

/** Accounts beside keys: who has them, how they are proven, and which filings are theirs. */
export async function addAccounts(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    ...accounts,
    ...proofs,
    ...openId,
    ...sessions,
    ...makers,
    ...rooms,
  ])
    await sql.raw(statement).execute(database);
}

const accounts = [
  `create table accounts (
    id text primary key, name text not null, name_key text not null, display_name text not null,
    type text not null check (type in ('person', 'domestic-enterprise', 'foreign-enterprise')), uscc text,
    enterprise_name text, enterprise text, legal_person_number text, contact text, contact_number text,
    mobile text not null, email text not null, password_hash text, created_at text not null,
    last_sign_in_at text, closed_at text,
    check ((type = 'domestic-enterprise') = (uscc is not null)),
    check ((type = 'person') = (enterprise_name is null))) strict`,
  // A closed account gives its name and its code free again; its row stays, because filings name it.
  `create unique index accounts_by_name on accounts (name_key) where closed_at is null`,
  `create unique index accounts_by_uscc on accounts (uscc) where closed_at is null and uscc is not null`,
  `create index accounts_by_mobile on accounts (mobile) where closed_at is null`,
  `create index accounts_by_email on accounts (email) where closed_at is null`,
  `create table account_events (
    id integer primary key, account_id text not null references accounts (id), at text not null, event text not null,
    actor text not null, address text) strict`,
  `create index account_events_by_account on account_events (account_id, id)`,
  ...["update", "delete"].map(
    (change) =>
      `create trigger account_events_no_${change} before ${change} on account_events
        begin select raise(abort, 'account_events is append-only'); end`,
  ),
  `create table proven_codes (uscc text primary key, first_signed_in_at text not null) strict`,
  // Until now everything came from keys.
  `insert into proven_codes (uscc, first_signed_in_at)
    select uscc, min(at) from (
      select uscc, created_at as at from filings
      union all select uscc, created_at from sessions where kind = 'enterprise')
    group by uscc`,
];

const proofs = [
  `create table captchas (id text primary key, answer_digest text not null, expires_at text not null) strict`,
  `create index captchas_by_expiry on captchas (expires_at)`,
  `create table sent_codes (
    address_digest text primary key, sent_at text not null) strict`,
  `create index sent_codes_by_time on sent_codes (sent_at)`,
  `create table sms_codes (
    purpose text not null, mobile_digest text not null, code_digest text not null, tries_left integer not null,
    expires_at text not null, primary key (purpose, mobile_digest)) strict`,
  `create index sms_codes_by_expiry on sms_codes (expires_at)`,
  `create table recoveries (
    id_sha256 text primary key, code_digest text not null, tries_left integer not null, address_digest text not null,
    account_ids text not null, expires_at text not null) strict`,
  `create index recoveries_by_expiry on recoveries (expires_at)`,
  `create table reset_tokens (
    token_sha256 text primary key, account_id text not null references accounts (id), expires_at text not null) strict`,
  `create index reset_tokens_by_expiry on reset_tokens (expires_at)`,
  `create index reset_tokens_by_account on reset_tokens (account_id)`,
];

const openId = [
  `create table open_id_flows (
    secret_sha256 text primary key, redirect_uri text not null, expires_at text not null) strict`,
  `create index open_id_flows_by_expiry on open_id_flows (expires_at)`,
  `create table open_id_binding_tokens (
    token_sha256 text primary key, issuer text not null, subject text not null, expires_at text not null) strict`,
  `create index open_id_binding_tokens_by_expiry on open_id_binding_tokens (expires_at)`,
  `create table open_id_bindings (
    issuer text not null, subject text not null, account_id text not null unique references accounts (id),
    bound_at text not null, primary key (issuer, subject)) strict`,
];

const sessions = [
  // SQLite cannot change a check; nobody references a session, so the table is written anew.
  `create table sessions_with_accounts (
    token_sha256 text primary key, kind text not null check (kind in ('key', 'account', 'reviewer')), uscc text,
    enterprise_name text, holder_name text, certificate_sha256 text, reviewer_id text references reviewers (id),
    account_id text references accounts (id), signed_in_by text check (signed_in_by in ('password', 'open-id')),
    created_at text not null, expires_at text not null,
    check ((kind = 'key') = (uscc is not null)), check ((kind = 'reviewer') = (reviewer_id is not null)),
    check ((kind = 'account') = (account_id is not null and signed_in_by is not null))) strict`,
  `insert into sessions_with_accounts
    select token_sha256, case kind when 'enterprise' then 'key' else kind end, uscc, enterprise_name, holder_name,
      certificate_sha256, reviewer_id, null, null, created_at, expires_at from sessions`,
  `drop table sessions`,
  `alter table sessions_with_accounts rename to sessions`,
  `create index sessions_by_expiry on sessions (expires_at)`,
  `create index sessions_by_account on sessions (account_id) where account_id is not null`,
];

const makers = [
  `alter table filings add column maker text not null default 'key'
    check (maker in ('key', 'account', 'key-after-account'))`,
];

/** Files lie in rooms: of a code, and of the accounts that say they belong to it. */
const rooms = ["files", "uploads", "submission_files"].map(
  (table) => `alter table ${table} rename column uscc to room`,
);
