import type { Database } from "better-sqlite3";

// Readable without a key are ids, states, kinds, years and times only; everything else is sealed (AES-256-GCM).
export function createFirstTables(database: Database): void {
  database.exec(`
    -- Keys the lookups of identities; wrapped by the host's secret store.
    CREATE TABLE installation_secret (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      wrapped BLOB NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE identities (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('usb-key', 'account')),
      -- HMAC of the code or account name under the installation's secret: found again, not read.
      lookup BLOB NOT NULL,
      sealed_profile BLOB,
      created_at TEXT NOT NULL,
      UNIQUE (kind, lookup)
    ) STRICT;

    -- One data key per identity, wrapped once per way to open it.
    CREATE TABLE identity_keys (
      identity_id TEXT NOT NULL REFERENCES identities (id) ON DELETE CASCADE,
      method TEXT NOT NULL,
      wrapped BLOB NOT NULL,
      created_at TEXT NOT NULL,
      PRIMARY KEY (identity_id, method)
    ) STRICT;

    CREATE TABLE filings (
      identity_id TEXT NOT NULL REFERENCES identities (id) ON DELETE CASCADE,
      id TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('new', 'amendment')),
      state TEXT NOT NULL CHECK (state IN
        ('draft', 'to-submit', 'under-review', 'approved', 'returned', 'expired', 'void')),
      year INTEGER NOT NULL,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      sealed_content BLOB NOT NULL,
      sealed_server_record BLOB,
      sealed_standing BLOB NOT NULL,
      PRIMARY KEY (identity_id, id)
    ) STRICT;

    CREATE TABLE working_copies (
      identity_id TEXT NOT NULL,
      filing_id TEXT NOT NULL,
      saved_at TEXT NOT NULL,
      sealed_content BLOB NOT NULL,
      PRIMARY KEY (identity_id, filing_id),
      FOREIGN KEY (identity_id, filing_id) REFERENCES filings (identity_id, id) ON DELETE CASCADE
    ) STRICT;

    -- No reference to filings: what was signed is evidence and outlives the row.
    CREATE TABLE submissions (
      id TEXT PRIMARY KEY,
      identity_id TEXT NOT NULL REFERENCES identities (id) ON DELETE CASCADE,
      filing_id TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('frozen', 'queued', 'sending', 'accepted')),
      frozen_at TEXT NOT NULL,
      queued_at TEXT,
      accepted_at TEXT,
      sealed BLOB NOT NULL
    ) STRICT;
    -- At most one submission of a filing is on its way.
    CREATE UNIQUE INDEX one_outgoing_submission ON submissions (identity_id, filing_id)
      WHERE state <> 'accepted';

    CREATE TABLE attachments (
      identity_id TEXT NOT NULL REFERENCES identities (id) ON DELETE CASCADE,
      -- HMAC of the file's SHA-256 under the identity's key, in hex; also its name on disk.
      address TEXT NOT NULL,
      created_at TEXT NOT NULL,
      sealed BLOB NOT NULL,
      PRIMARY KEY (identity_id, address)
    ) STRICT;

    CREATE TABLE uploads (
      identity_id TEXT NOT NULL REFERENCES identities (id) ON DELETE CASCADE,
      address TEXT NOT NULL,
      begun_at TEXT NOT NULL,
      sealed_path BLOB NOT NULL,
      PRIMARY KEY (identity_id, address)
    ) STRICT;

    -- Public material of the API (trust, dictionaries, receipt keys) and the age it has.
    CREATE TABLE companion_cache (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL,
      fetched_at TEXT NOT NULL
    ) STRICT;
  `);
}
