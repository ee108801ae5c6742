import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFirstTables } from "../../../src-main/storage/migrations/0001-create-first-tables.ts";
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

/** As the first version of the client left it. */
function leaveFirstVersion(): void {
  const database = new Database(file);
  createFirstTables(database);
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
  database.pragma("user_version = 1");
  database.close();
}

describe("a profile of the first version", () => {
  it("keeps its rows, and has room for accounts", () => {
    leaveFirstVersion();
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

  it("keeps its rows, and remembers PIN tries", () => {
    leaveFirstVersion();
    const database = openDatabase(file);
    database.prepare("INSERT INTO pin_tries VALUES (x'06', 1, 0, ?)").run(at);
    expect([
      database.prepare("SELECT id FROM identities").pluck().all(),
      database.prepare("SELECT wrong_tries FROM pin_tries").pluck().get(),
    ]).toEqual([["one"], 1]);
    database.close();
  });
});
