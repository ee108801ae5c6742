import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { createFilingStore } from "../../../src-main/filings/filing-store.ts";
import { createFilingTable } from "../../../src-main/filings/filing-table-store.ts";
import { newDraft } from "../../../src-main/filings/change-by-clerk.ts";
import { deriveIdentityKey } from "../../../src-main/storage/identity-key.ts";
import { schemaVersion } from "../../../src-main/storage/migrate.ts";
import { createFirstTables } from "../../../src-main/storage/migrations/0001-create-first-tables.ts";
import { addAccountsOnThisMachine } from "../../../src-main/storage/migrations/0002-accounts-on-this-machine.ts";
import { keepRescuedContents } from "../../../src-main/storage/migrations/0003-keep-rescued-contents.ts";
import { openDatabase } from "../../../src-main/storage/open-database.ts";
import {
  exampleFilingId as id,
  withScope,
} from "../../fixtures/filings/example-record.ts";

const at = "2024-02-26T02:00:00.000Z";
const key = deriveIdentityKey("one", Buffer.alloc(32, 1));

describe("0003", () => {
  it("keeps every row and lets what is typed afterwards be rescued", () => {
    const folder = mkdtempSync(join(tmpdir(), "migration-"));
    const file = join(folder, "client.db");
    const former = new Database(file);
    createFirstTables(former);
    addAccountsOnThisMachine(former);
    former.pragma("user_version = 2");
    former
      .prepare(
        "INSERT INTO identities (id, kind, lookup, created_at) VALUES ('one', 'usb-key', x'01', ?)",
      )
      .run(at);
    // The table store of today asks for the newer tables only when something is typed.
    keepRescuedContents(former);
    createFilingTable(former, key).write(
      newDraft(id, withScope("一"), new Date(at)),
    );
    former.exec("DROP TABLE typing_marks; DROP TABLE rescued_contents");
    former.close();

    const database = openDatabase(file);
    const filings = createFilingStore(database, key, () => new Date(at));
    filings.keep(id, withScope("二"));
    filings.rescueAfterCrash();
    expect([
      database.pragma("user_version", { simple: true }),
      filings.rescued().map(({ base }) => base.content),
    ]).toEqual([schemaVersion, [withScope("一")]]);
    database.close();
    rmSync(folder, { recursive: true });
  });
});

describe("a profile of a newer client", () => {
  it("is refused by this one, and not a byte of it is changed", () => {
    const folder = mkdtempSync(join(tmpdir(), "migration-"));
    const file = join(folder, "client.db");
    openDatabase(file).close();
    const newer = new Database(file);
    newer.exec("CREATE TABLE of_tomorrow (id TEXT) STRICT");
    newer.pragma(`user_version = ${schemaVersion + 1}`);
    newer.close();
    const before = readFileSync(file);
    expect(() => openDatabase(file)).toThrow("storage-too-new");
    expect(readFileSync(file).equals(before)).toBe(true);
    rmSync(folder, { recursive: true });
  });
});
