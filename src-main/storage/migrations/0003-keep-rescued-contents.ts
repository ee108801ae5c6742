import type { Database } from "better-sqlite3";

export function keepRescuedContents(database: Database): void {
  database.exec(`
    -- A form in which something was typed since it was opened or last kept on purpose. Gone after an orderly end, so that
    -- what is found at the next sign-in tells of a crash.
    CREATE TABLE typing_marks (
      identity_id TEXT NOT NULL REFERENCES identities (id) ON DELETE CASCADE,
      filing_id TEXT NOT NULL,
      begun_at TEXT NOT NULL,
      -- What stood there before.
      sealed_base BLOB NOT NULL,
      PRIMARY KEY (identity_id, filing_id)
    ) STRICT;

    -- Contents found after a crash or in a damaged file, and contents a clerk gave up, which stay for 30 days.
    CREATE TABLE rescued_contents (
      identity_id TEXT NOT NULL REFERENCES identities (id) ON DELETE CASCADE,
      id TEXT NOT NULL,
      filing_id TEXT NOT NULL,
      reason TEXT NOT NULL CHECK (reason IN ('crash', 'damage', 'discarded', 'older-form', 'backup')),
      typed_at TEXT NOT NULL,
      -- NULL: the clerk has not been asked yet.
      left_at TEXT,
      sealed BLOB NOT NULL,
      PRIMARY KEY (identity_id, id)
    ) STRICT;
  `);
}
