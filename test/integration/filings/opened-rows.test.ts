import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createFilingTable } from "../../../src-main/filings/filing-table-store.ts";
import { runDurably } from "../../../src-main/storage/run-durably.ts";
import {
  exampleFilingId as id,
  exampleRecord,
  withScope,
} from "../../fixtures/filings/example-record.ts";
import { openTestProfile } from "../../fixtures/storage/open-test-profile.ts";

describe("rows that were opened once", () => {
  it("are opened anew after every change, whoever made it, and after a transaction that was rolled back", () => {
    const profile = openTestProfile();
    const other = openTestProfile(profile.folder);
    const { filings } = profile;
    const scopes = (): string[] =>
      filings.list().map(({ content }) => content.fields.businessScope);
    filings.applyServerRecord(
      exampleRecord({ version: 1, content: withScope("一") }),
    );
    const seen = [scopes(), scopes()];
    other.filings.applyServerRecord(
      exampleRecord({ version: 2, content: withScope("二") }),
    );
    seen.push(scopes());
    expect(() =>
      filings.decideConflict({
        filingId: id,
        seenVersion: 1,
        choices: {},
      } as never),
    ).toThrow();
    seen.push(scopes());

    const table = createFilingTable(profile.database, profile.key);
    const [before] = table.readAll();
    if (before === undefined) throw new Error("no row");
    expect(() =>
      runDurably(profile.database, () => {
        table.write({ ...before, content: withScope("never") });
        seen.push(
          table.readAll().map((row) => row.content.fields.businessScope),
        );
        throw new TypeError("a defect");
      }),
    ).toThrow(TypeError);
    table.forgetOpened();
    seen.push(table.readAll().map((row) => row.content.fields.businessScope));
    other.database.close();
    profile.remove();
    expect(seen.map(([scope]) => scope)).toEqual([
      "一",
      "一",
      "二",
      "二",
      "never",
      "二",
    ]);
  });
});

describe("a sealed value that does not open", () => {
  it.each(["submissions", "rescued_contents"])(
    "of %s keeps nobody from the others",
    (table) => {
      const profile = openTestProfile();
      const { filings, database } = profile;
      filings.save(id, withScope("一"));
      const frozen = { frozen: "text", digest: "digest", baseVersion: 1 };
      filings.putFrozen({
        filingId: id,
        submissionId: randomUUID(),
        ...frozen,
      });
      const found = (scope: string) =>
        filings.rescue({
          filingId: id,
          reason: "damage",
          typedAt: "2026-11-27T00:00:00.000Z",
          leftAt: null,
          content: withScope(scope),
          base: { content: null, isCopy: false },
        });
      found("二");
      found("三");
      database.exec(
        `UPDATE ${table} SET sealed = zeroblob(100) WHERE id = (SELECT min(id) FROM ${table})`,
      );
      const shown = {
        filings: filings.list().map(({ outgoing }) => outgoing?.digest ?? null),
        rescued: filings.rescued().length,
      };
      profile.remove();
      expect(shown).toEqual(
        table === "submissions"
          ? { filings: [null], rescued: 2 }
          : { filings: ["digest"], rescued: 1 },
      );
    },
  );
});
