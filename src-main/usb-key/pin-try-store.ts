import type { Database } from "../storage/open-database.ts";
import { runDurably } from "../storage/run-durably.ts";

export interface RememberedTries {
  readonly wrongTries: number;
  /** Sent to the key and never answered. */
  readonly uncertainTries: number;
  readonly isToldByKey: boolean;
}

export interface PinTryStore {
  isEmpty(): boolean;
  read(keyHash: Uint8Array): RememberedTries | null;
  /** Without any tries, the key is forgotten. */
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
    { wrongTries: number; uncertainTries: number; isToldByKey: number }
  >(
    `SELECT wrong_tries AS wrongTries, uncertain_tries AS uncertainTries, is_told_by_key AS isToldByKey
     FROM pin_tries WHERE key_hash = ?`,
  );
  const upsert = database.prepare<[Uint8Array, number, number, number, string]>(
    `INSERT INTO pin_tries (key_hash, wrong_tries, uncertain_tries, is_told_by_key, last_tried_at)
     VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (key_hash) DO UPDATE SET wrong_tries = excluded.wrong_tries,
       uncertain_tries = excluded.uncertain_tries,
       is_told_by_key = excluded.is_told_by_key, last_tried_at = excluded.last_tried_at`,
  );
  const remove = database.prepare<[Uint8Array]>(
    "DELETE FROM pin_tries WHERE key_hash = ?",
  );
  const erase = (keyHash: Uint8Array): void => {
    runDurably(database, () => {
      remove.run(keyHash);
    });
  };
  return {
    isEmpty: () => anyRow.get() === 0,
    read: (keyHash) => {
      const row = select.get(keyHash);
      return row === undefined
        ? null
        : { ...row, isToldByKey: row.isToldByKey === 1 };
    },
    write: (keyHash, { wrongTries, uncertainTries, isToldByKey }) => {
      if (wrongTries + uncertainTries === 0) {
        erase(keyHash);
        return;
      }
      runDurably(database, () => {
        upsert.run(
          keyHash,
          wrongTries,
          uncertainTries,
          isToldByKey ? 1 : 0,
          now().toISOString(),
        );
      });
    },
    erase,
  };
}
