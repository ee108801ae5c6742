import type { Database } from "better-sqlite3";

export function rememberPinTries(database: Database): void {
  database.exec(`
    -- Wrong PINs in a row, per key. Found by an HMAC of what is printed in the key; says nothing about whose it is.
    CREATE TABLE pin_tries (
      key_hash BLOB PRIMARY KEY,
      wrong_tries INTEGER NOT NULL CHECK (wrong_tries > 0),
      -- 1: the key itself said so too, so that its silence later means the count began anew.
      is_told_by_key INTEGER NOT NULL CHECK (is_told_by_key IN (0, 1)),
      last_wrong_at TEXT NOT NULL
    ) STRICT;
  `);
}
