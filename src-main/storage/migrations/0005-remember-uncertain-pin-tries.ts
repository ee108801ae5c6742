import type { Database } from "better-sqlite3";

export function rememberUncertainPinTries(database: Database): void {
  database.exec(`
    ALTER TABLE pin_tries RENAME TO pin_tries_before;
    CREATE TABLE pin_tries (
      key_hash BLOB PRIMARY KEY,
      wrong_tries INTEGER NOT NULL CHECK (wrong_tries >= 0),
      -- Sent to the key and never answered: it may have counted them.
      uncertain_tries INTEGER NOT NULL CHECK (uncertain_tries >= 0),
      -- 1: the key itself said so too, so that its silence later means the count began anew.
      is_told_by_key INTEGER NOT NULL CHECK (is_told_by_key IN (0, 1)),
      last_tried_at TEXT NOT NULL,
      CHECK (wrong_tries + uncertain_tries > 0)
    ) STRICT;
    INSERT INTO pin_tries (key_hash, wrong_tries, uncertain_tries, is_told_by_key, last_tried_at)
      SELECT key_hash, wrong_tries, 0, is_told_by_key, last_wrong_at FROM pin_tries_before;
    DROP TABLE pin_tries_before;
  `);
}
