import type { Database } from "better-sqlite3";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { createFirstTables } from "./migrations/0001-create-first-tables.ts";
import { addAccountsOnThisMachine } from "./migrations/0002-accounts-on-this-machine.ts";
import { keepRescuedContents } from "./migrations/0003-keep-rescued-contents.ts";
import { rememberPinTries } from "./migrations/0004-remember-pin-tries.ts";
import { rememberUncertainPinTries } from "./migrations/0005-remember-uncertain-pin-tries.ts";

export type Migration = (database: Database) => void;

/** In order, never changed once shipped; a database's `user_version` counts how many of them it has seen. */
export const migrations: readonly Migration[] = [
  createFirstTables,
  addAccountsOnThisMachine,
  keepRescuedContents,
  rememberPinTries,
  rememberUncertainPinTries,
];

export const schemaVersion = migrations.length;

/** Throws `storage-too-new` and touches nothing where a newer client has been here. */
export function migrate(database: Database): void {
  const version = Number(database.pragma("user_version", { simple: true }));
  if (version > schemaVersion) throw new ProblemError("storage-too-new");
  migrations.slice(version).forEach((migration, offset) => {
    database
      .transaction(() => {
        migration(database);
        database.pragma(`user_version = ${version + offset + 1}`);
      })
      .immediate();
  });
}
