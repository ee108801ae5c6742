import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { filingList } from "../../src-main/filings/filing-rows.ts";
import {
  openDatabase,
  type Database,
} from "../../src-main/storage/open-database.ts";
import type { FilingRow } from "../../src-shared/filings/filing-procedures.ts";
import {
  exampleApproval,
  exampleRecord,
} from "../fixtures/filings/example-record.ts";
import { openTestProfile } from "../fixtures/storage/open-test-profile.ts";
import { alternate } from "./alternate.ts";
import { benchLine, type BenchLine } from "./bench-line.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

const filingCount = 500;

/** The whole list as the page gets it: 500 filings of the past, one in force. */
export async function measureClientList(): Promise<BenchLine> {
  return inTemporaryFolder(async (folder) => {
    const { filings, database, now } = openTestProfile(folder);
    for (let index = 0; index < filingCount; index++)
      filings.applyServerRecord(
        exampleRecord({
          id: randomUUID(),
          state: index === 0 ? "approved" : "void",
          approval: exampleApproval(),
          createdAt: new Date(now().getTime() + index * 1000).toISOString(),
        }),
      );
    const view = { now: now(), progressOf: () => null };
    const readList = () => filingList(filings.list(), view);
    const bareDatabase = openDatabase(join(folder, "bare.sqlite"));
    const select = fillBare(bareDatabase, readList().rows);
    const { productMs, bareMs } = await alternate({
      product: readList,
      bare: () => select.all("one"),
      rounds: 60,
      warmUps: 5,
    });
    bareDatabase.close();
    database.close();
    return benchLine({
      id: "P5-client-list",
      value: productMs,
      baseline: bareMs,
      unit: "ms",
      goal: "<= 2",
    });
  });
}

/** The same rows with the same columns, in the clear. */
function fillBare(database: Database, rows: readonly FilingRow[]) {
  database.exec(`
    CREATE TABLE bare (identity_id TEXT, id TEXT PRIMARY KEY, year INTEGER, uscc TEXT, enterprise_name TEXT,
      enterprise_nature TEXT, enterprise_category TEXT, reviewed_at TEXT, valid_until TEXT, kind TEXT, state TEXT,
      sync TEXT, has_working_copy INTEGER, actions TEXT, amend_refusal TEXT, updated_at TEXT) STRICT;
    CREATE INDEX bare_in_order ON bare (identity_id, updated_at, id);
  `);
  const insert = database.prepare(
    "INSERT INTO bare VALUES ('one', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  );
  for (const row of rows)
    insert.run(
      ...[row.id, row.year, row.uscc, row.enterpriseName],
      ...[row.enterpriseNature, row.enterpriseCategory, row.reviewedAt],
      ...[row.validUntil, row.kind, row.state, row.sync.kind],
      ...[Number(row.hasWorkingCopy), row.actions.join()],
      ...[row.amendRefusal?.code ?? null, row.updatedAt],
    );
  return database.prepare<[string]>(
    "SELECT * FROM bare WHERE identity_id = ? ORDER BY updated_at, id",
  );
}
