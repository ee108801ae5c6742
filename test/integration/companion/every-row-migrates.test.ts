import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { describe, expect, it } from "vitest";
import { migrations } from "../../../src-companion/storage/migrate.ts";
import { openDatabase } from "../../../src-companion/storage/open-database.ts";
import {
  emptyTables,
  everyRow,
  fillEveryTable,
} from "../../fixtures/storage/fill-every-table.ts";

const nobodyElse = { reviewer_id: null, account_id: null, signed_in_by: null };
const wanted = {
  sessions: { kind: "key", ...nobodyElse },
  trust_entries: { kind: "anchor" },
  filings: {
    kind: "new",
    state: "to-submit",
    approved_kind: "new",
    maker: "key",
  },
  filing_history: { actor_kind: "enterprise" },
  accounts: { type: "domestic-enterprise", enterprise_name: "x" },
};
const wantedAtFirst = {
  ...wanted,
  sessions: { kind: "enterprise", reviewer_id: null },
  filings: { kind: "new", state: "to-submit", approved_kind: "new" },
};
/** What a later schema calls otherwise, says otherwise or says no more. */
const renamed = new Map([["sms_codes", "verification_codes"]]);
const rewritten = new Set(["uscc", "mobile_digest", "kind", "replaces_key"]);
const earlier = migrations.slice(0, -1).map((_, index) => index + 1);

describe("a data folder of an earlier API, with a row in every table", () => {
  it.each(earlier)("keeps every one of them: schema %i", async (version) => {
    const dataDir = mkdtempSync(join(tmpdir(), "every-row-"));
    const former = new Sqlite(join(dataDir, "companion.sqlite"));
    const kysely = new Kysely<unknown>({
      dialect: new SqliteDialect({ database: former }),
    });
    for (const migration of migrations.slice(0, version))
      await migration(kysely);
    fillEveryTable(former, version === 1 ? wantedAtFirst : wanted);
    expect(emptyTables(former)).toEqual([]);
    const before = everyRow(former);
    former.exec(
      "create table schema_version (version integer not null) strict",
    );
    former.exec(`insert into schema_version values (${version})`);
    await kysely.destroy();

    await (await openDatabase(dataDir)).destroy();
    const now = new Sqlite(join(dataDir, "companion.sqlite"));
    const after = everyRow(now);
    for (const [table, rows] of before) {
      const kept = rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).filter(([column]) => !rewritten.has(column)),
        ),
      );
      const name = renamed.get(table) ?? table;
      expect([name, after.get(name)]).toMatchObject([name, kept]);
    }
    expect(now.pragma("foreign_key_check")).toEqual([]);
    now.close();
    rmSync(dataDir, { recursive: true });
  });
});
