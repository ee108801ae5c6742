import type { Database } from "better-sqlite3";

// As before, readable without a key are ids, kinds and times only.
export function addAccountsOnThisMachine(database: Database): void {
  database.exec(`
    -- What belongs to the machine and to no identity: the remembered account, a registration begun, who was here before.
    CREATE TABLE sealed_notes (
      kind TEXT PRIMARY KEY,
      -- Wrapped by the host's secret store.
      wrapped BLOB NOT NULL,
      saved_at TEXT NOT NULL
    ) STRICT;

    -- How an account opens without the API: its own words, password verifier, wrong tries; sealed by its identity's key.
    CREATE TABLE account_unlocks (
      identity_id TEXT PRIMARY KEY REFERENCES identities (id) ON DELETE CASCADE,
      sealed BLOB NOT NULL,
      saved_at TEXT NOT NULL
    ) STRICT;
  `);
}
