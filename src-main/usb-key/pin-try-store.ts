import type { Database } from "../storage/open-database.ts";
import { runDurably } from "../storage/run-durably.ts";

export interface RememberedTries {
  readonly wrongTries: number;
  readonly isToldByKey: boolean;
}

export interface PinTryStore {
  isEmpty(): boolean;
  read(keyHash: Uint8Array): RememberedTries | null;
  write(keyHash: Uint8Array, tries: RememberedTries): void;
  erase(keyHash: Uint8Array): void;
}

export function createPinTryStore(
  database: Database,
  now: () => Date,
): PinTryStore {
  const anyRow = database
    .prepare<[], number>("SELECT EXISTS (SELECT 1 FROM pin_tries)")
    .pluck();
  const select = database.prepare<
    [Uint8Array],
    { wrongTries: number; isToldByKey: number }
  >(
    `SELECT wrong_tries AS wrongTries, is_told_by_key AS isToldByKey
     FROM pin_tries WHERE key_hash = ?`,
  );
  const upsert = database.prepare<[Uint8Array, number, number, string]>(
    `INSERT INTO pin_tries (key_hash, wrong_tries, is_told_by_key, last_wrong_at)
     VALUES (?, ?, ?, ?)
     ON CONFLICT (key_hash) DO UPDATE SET wrong_tries = excluded.wrong_tries,
       is_told_by_key = excluded.is_told_by_key, last_wrong_at = excluded.last_wrong_at`,
  );
  const remove = database.prepare<[Uint8Array]>(
    "DELETE FROM pin_tries WHERE key_hash = ?",
  );
  return {
    isEmpty: () => anyRow.get() === 0,
    read: (keyHash) => {
      const row = select.get(keyHash);
      return row === undefined
        ? null
        : { wrongTries: row.wrongTries, isToldByKey: row.isToldByKey === 1 };
    },
    write: (keyHash, { wrongTries, isToldByKey }) =>
      runDurably(database, () => {
        upsert.run(
          keyHash,
          wrongTries,
          isToldByKey ? 1 : 0,
          now().toISOString(),
        );
      }),
    erase: (keyHash) =>
      runDurably(database, () => {
        remove.run(keyHash);
      }),
  };
}
