import { createHash, randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  areSealedValuesWhole,
  sealedTables,
} from "../../../src-main/storage/check-sealed-values.ts";
import {
  exampleFilingId as id,
  exampleRecord,
  withScope,
} from "../../fixtures/filings/example-record.ts";
import { tablesOf } from "../../fixtures/storage/fill-every-table.ts";
import {
  openTestProfile,
  type TestProfile,
} from "../../fixtures/storage/open-test-profile.ts";

let profile: TestProfile;
beforeEach(() => {
  profile = openTestProfile();
});
afterEach(() => profile.remove());

const isWhole = () => areSealedValuesWhole(profile.database, [profile.key]);

it("knows every sealed column of the schema", () => {
  const columns = tablesOf(profile.database).flatMap((table) =>
    (profile.database.pragma(`table_info(${table})`) as { name: string }[])
      .filter(({ name }) => name.startsWith("sealed"))
      .map(({ name }) => `${table}.${name}`),
  );
  const known = sealedTables.flatMap(({ table, columns: sealed }) =>
    sealed.map((column) => `${table}.${column}`),
  );
  expect(known.toSorted()).toEqual(columns.toSorted());
});

it("opens what the stores seal, and notices one bit in each column", async () => {
  const { filings, attachments, database } = profile;
  filings.keep(id, withScope("一"));
  filings.save(id, withScope("一"));
  filings.applyServerRecord(exampleRecord({ content: withScope("一") }));
  filings.keep(id, withScope("二"));
  const submissionId = randomUUID();
  const [frozen, digest] = ["x", "d"];
  filings.putFrozen({
    filingId: id,
    submissionId,
    frozen,
    digest,
    baseVersion: 1,
  });
  filings.rescue({
    filingId: id,
    reason: "crash",
    typedAt: "2024-02-26T02:00:00.000Z",
    leftAt: null,
    content: withScope("三"),
    base: { content: null, isCopy: false },
  });
  const bytes = Buffer.from("bytes");
  await attachments.put(
    createHash("sha256").update(bytes).digest("hex"),
    bytes,
  );
  expect(await isWhole()).toBe(true);
  const noticed: string[] = [];
  const filled: string[] = [];
  for (const { table, columns } of sealedTables)
    for (const column of columns) {
      const value = database
        .prepare<[], Buffer>(
          `SELECT ${column} FROM ${table} WHERE ${column} IS NOT NULL LIMIT 1`,
        )
        .pluck()
        .get();
      if (value === undefined) continue;
      filled.push(`${table}.${column}`);
      const write = database.prepare(`UPDATE ${table} SET ${column} = ?`);
      const changed = Buffer.from(value);
      changed.writeUInt8(changed.readUInt8(20) ^ 1, 20);
      write.run(changed);
      if (!(await isWhole())) noticed.push(`${table}.${column}`);
      write.run(value);
    }
  expect(noticed).toEqual(filled);
  expect(filled.length).toBeGreaterThanOrEqual(7);
});
