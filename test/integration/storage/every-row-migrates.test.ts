import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { migrations } from "../../../src-main/storage/migrate.ts";
import { openDatabase } from "../../../src-main/storage/open-database.ts";
import {
  emptyTables,
  everyRow,
  fillEveryTable,
} from "../../fixtures/storage/fill-every-table.ts";

const wanted = {
  identities: { kind: "usb-key" },
  filings: { kind: "new", state: "draft" },
  submissions: { state: "queued" },
  rescued_contents: { reason: "crash" },
};
/** Columns that a later schema calls otherwise. */
const renamed: Readonly<Record<string, string>> = {
  "pin_tries.last_wrong_at": "last_tried_at",
};
const earlier = migrations.slice(0, -1).map((_, index) => index + 1);

describe("a profile of an earlier client, with a row in every table", () => {
  it.each(earlier)("keeps every one of them: schema %i", (version) => {
    const folder = mkdtempSync(join(tmpdir(), "every-row-"));
    const file = join(folder, "client.db");
    const former = new Database(file);
    for (const migration of migrations.slice(0, version)) migration(former);
    fillEveryTable(former, wanted);
    expect(emptyTables(former)).toEqual([]);
    const before = everyRow(former);
    former.pragma(`user_version = ${version}`);
    former.close();

    const database = openDatabase(file);
    const after = everyRow(database);
    for (const [table, rows] of before)
      expect([table, after.get(table)]).toMatchObject([
        table,
        rows.map((row) => inLaterWords(table, row)),
      ]);
    expect([
      database.pragma("user_version", { simple: true }),
      database.pragma("foreign_key_check"),
    ]).toEqual([migrations.length, []]);
    database.close();
    rmSync(folder, { recursive: true });
  });
});

function inLaterWords(table: string, row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      renamed[`${table}.${name}`] ?? name,
      value as unknown,
    ]),
  );
}
