import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { endPeriods } from "../../../src-companion/filings/approval-period-store.ts";
import { createChangeBell } from "../../../src-companion/filings/change-bell.ts";
import { expireFilings } from "../../../src-companion/filings/expire-filings.ts";
import { listForReview } from "../../../src-companion/reviews/review-store.ts";
import type { CompanionDatabase } from "../../../src-companion/storage/open-database.ts";
import { succeed, type RequestParts } from "./companion-requester.ts";
import { explainQueries } from "./explain-queries.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import { ownUscc } from "./test-enterprise.ts";

const count = 20_000;
let companion: TestCompanion;
let token: string;
beforeAll(async () => {
  companion = await startTestCompanion();
  await seed(companion.database);
  token = await companion.signInReviewer();
});
afterAll(() => companion.close());

/** As many enterprises, each with one submitted filing, a minute apart; two of three are in force. */
async function seed(database: CompanionDatabase): Promise<void> {
  const numbered = sql`with recursive numbered (n) as
    (select 1 union all select n + 1 from numbered where n < ${sql.lit(count)})`;
  const id = sql`printf('%08x-0000-4000-8000-%012x', n, n)`;
  const day = sql`strftime('%Y-%m-%dT%H:%M:%fZ', '2026-01-01', '+' || n || ' minutes')`;
  await sql`insert into filings (id, uscc, kind, state, version, year, enterprise_name, submission_id,
      submission_digest, submitted_at, is_signed, created_at, updated_at, is_removed, change_number,
      authority, reviewed_at, valid_from, valid_until)
    ${numbered} select ${id}, printf('9111%014d', n), 'new', iif(n % 3 = 0, 'under-review', 'approved'), 2, 2026,
      '企业' || n, ${id}, printf('%064x', n), ${day}, 1, ${day}, ${day}, 0, n,
      iif(n % 3 = 0, null, '北京市商务局'), iif(n % 3 = 0, null, ${day}),
      iif(n % 3 = 0, null, '2026-02-01'), iif(n % 3 = 0, null, '2027-01-31')
    from numbered`.execute(database);
  await sql`insert into filing_contents (filing_id, content) select id, '{}' from filings`.execute(
    database,
  );
}

const list = (query: RequestParts["query"]) =>
  succeed(companion.request, "reviewList", { query: query ?? {}, token });
const numbersOf = (page: Awaited<ReturnType<typeof list>>): number[] =>
  page.filings.map(({ enterpriseName }) => Number(enterpriseName.slice(2)));

describe(`the review list with ${count} filings`, () => {
  it("answers the newest first, any page of them, and those of a state", async () => {
    const first = await list({});
    expect([first.total, numbersOf(first)]).toEqual([
      count,
      Array.from({ length: 50 }, (_, index) => count - index),
    ]);
    const last = await list({ offset: count - 2 });
    expect([last.total, numbersOf(last)]).toEqual([count, [2, 1]]);
    const waiting = await list({ state: "under-review", limit: 2 });
    expect([waiting.total, numbersOf(waiting)]).toEqual([6666, [19998, 19995]]);
  });

  it("finds names, codes and beginnings of ids among them", async () => {
    const byName = await list({ text: "企业1234" });
    expect([byName.total, numbersOf(byName).at(-1)]).toEqual([11, 1234]);
    const byCode = await list({ text: "911100000000012345" });
    expect(numbersOf(byCode)).toEqual([12345]);
    const byId = await list({ text: "00003039-" });
    expect(numbersOf(byId)).toEqual([12345]);
    expect(await list({ text: "没有这家企业" })).toEqual({
      total: 0,
      filings: [],
    });
  });

  it.each([
    [{}, "filings_submitted"],
    [{ state: "under-review" as const }, "filings_submitted_by_state"],
    [{ text: "企业1234" }, "filings_submitted"],
    [
      { state: "approved" as const, text: "企业1234" },
      "filings_submitted_by_state",
    ],
  ])("reads %j from an index, in its order", async (query, index) => {
    const plans = await explainQueries(companion.database, (watched) =>
      listForReview(watched, { offset: 0, limit: 50, ...query }),
    );
    expect(plans).toHaveLength(2);
    for (const plan of plans) {
      expect(plan).toMatch(new RegExp(`USING (COVERING )?INDEX ${index}\\b`));
      expect(plan).not.toContain("TEMP B-TREE");
    }
  });

  it("looks for ended validities, before every answer, in the index made for it", async () => {
    const plans = await explainQueries(companion.database, (database) =>
      expireFilings({
        database,
        bell: createChangeBell(),
        now: () => companion.clock.now,
      }),
    );
    expect(plans).toEqual([
      expect.stringContaining("SEARCH filings USING INDEX filings_by_validity"),
    ]);
  });

  it("ends what was in force without reading other enterprises' periods", async () => {
    const plans = await explainQueries(companion.database, (database) =>
      database
        .transaction()
        .execute((transaction) =>
          endPeriods(
            transaction,
            { filingId: randomUUID(), uscc: ownUscc },
            "2026-03-01",
          ),
        ),
    );
    expect(plans).toEqual([
      expect.stringContaining("USING INDEX approval_periods_by_uscc (uscc=?"),
    ]);
  });
});
