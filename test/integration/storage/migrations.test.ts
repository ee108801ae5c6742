import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFirstTables } from "../../../src-main/storage/migrations/0001-create-first-tables.ts";
import { addAccountsOnThisMachine } from "../../../src-main/storage/migrations/0002-accounts-on-this-machine.ts";
import { keepRescuedContents } from "../../../src-main/storage/migrations/0003-keep-rescued-contents.ts";
import { rememberPinTries } from "../../../src-main/storage/migrations/0004-remember-pin-tries.ts";
import { schemaVersion } from "../../../src-main/storage/migrate.ts";
import { openDatabase } from "../../../src-main/storage/open-database.ts";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "migrations-"));
  file = join(folder, "client.db");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = "2026-01-01T00:00:00.000Z";

const former: readonly ((database: Database.Database) => void)[] = [
  createFirstTables,
  addAccountsOnThisMachine,
  keepRescuedContents,
  rememberPinTries,
];

/** As the client of this schema left it. */
function leaveVersion(version: number): void {
  const database = new Database(file);
  for (const migration of former.slice(0, version)) migration(database);
  database
    .prepare(
      "INSERT INTO identities (id, kind, lookup, created_at) VALUES ('one', 'usb-key', x'01', ?)",
    )
    .run(at);
  database
    .prepare(
      `INSERT INTO filings (identity_id, id, kind, state, year, created_at, updated_at, sealed_content, sealed_standing)
       VALUES ('one', 'filing', 'new', 'draft', 2026, ?, ?, x'02', x'03')`,
    )
    .run(at, at);
  database.pragma(`user_version = ${version}`);
  database.close();
}

describe("0002", () => {
  it("keeps every row, and has room for accounts", () => {
    leaveVersion(1);
    const database = openDatabase(file);
    database
      .prepare(
        "INSERT INTO sealed_notes VALUES ('remembered-account', x'04', ?)",
      )
      .run(at);
    database
      .prepare("INSERT INTO account_unlocks VALUES ('one', x'05', ?)")
      .run(at);
    const filings = database.prepare("SELECT id, state FROM filings").all();
    database.prepare("DELETE FROM identities").run();
    expect([
      database.pragma("user_version", { simple: true }),
      filings,
      database.prepare("SELECT count(*) FROM account_unlocks").pluck().get(),
      database.prepare("SELECT count(*) FROM sealed_notes").pluck().get(),
    ]).toEqual([schemaVersion, [{ id: "filing", state: "draft" }], 0, 1]);
    database.close();
  });
});

describe("0004", () => {
  it("keeps every row, and remembers PIN tries", () => {
    leaveVersion(3);
    const before = new Database(file);
    before
      .prepare(
        `INSERT INTO rescued_contents (identity_id, id, filing_id, reason, typed_at, sealed)
         VALUES ('one', 'found', 'filing', 'crash', ?, x'07')`,
      )
      .run(at);
    before.close();
    const database = openDatabase(file);
    database
      .prepare("INSERT INTO pin_tries VALUES (x'06', 1, 0, 0, ?)")
      .run(at);
    const ids = (table: string): unknown[] =>
      database.prepare(`SELECT id FROM ${table}`).pluck().all();
    expect([
      ids("identities"),
      ids("filings"),
      ids("rescued_contents"),
      database.prepare("SELECT wrong_tries FROM pin_tries").pluck().get(),
    ]).toEqual([["one"], ["filing"], ["found"], 1]);
    database.close();
  });
});

describe("0005", () => {
  it("keeps the wrong PIN tries, and remembers uncertain ones beside them", () => {
    leaveVersion(4);
    const before = new Database(file);
    before.prepare("INSERT INTO pin_tries VALUES (x'06', 2, 1, ?)").run(at);
    before.close();
    const database = openDatabase(file);
    expect(
      database
        .prepare("SELECT hex(key_hash) AS hash, * FROM pin_tries")
        .all()
        .map((row) => ({ ...(row as object), key_hash: undefined })),
    ).toEqual([
      {
        hash: "06",
        wrong_tries: 2,
        uncertain_tries: 0,
        is_told_by_key: 1,
        last_tried_at: at,
      },
    ]);
    expect(() =>
      database
        .prepare("INSERT INTO pin_tries VALUES (x'07', 0, 0, 0, ?)")
        .run(at),
    ).toThrow(/CHECK/);
    database.close();
  });
});
