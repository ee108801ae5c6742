import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FilingRecord } from "../../../src-shared/filings/filing-record.ts";
import { refusalOf, succeed } from "./companion-requester.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  approvedFiling,
  decide,
  filingContent,
  save,
  signedInEnterprise,
  submit,
  type TestEnterprise,
} from "./test-enterprise.ts";

let companion: TestCompanion;
let enterprise: TestEnterprise;
beforeEach(async () => {
  companion = await startTestCompanion();
  enterprise = await signedInEnterprise(companion);
});
afterEach(() => companion.close());

const deletion = (filingId: string, baseVersion: number) => ({
  params: { filingId },
  query: { baseVersion },
  token: enterprise.token,
});

describe("删除", () => {
  it("erases what was never submitted and tells other machines", async () => {
    const { id } = await save(companion, enterprise);
    expect(
      await succeed(companion.request, "deleteFiling", deletion(id, 1)),
    ).toEqual({ filing: null });
    const { filings } = await succeed(companion.request, "changes", {
      query: { after: 0 },
      token: enterprise.token,
    });
    expect(filings).toMatchObject([
      {
        id,
        isRemoved: true,
        content: { fields: { enterpriseName: "", street: "" } },
      },
    ]);
    const saves = await companion.database
      .selectFrom("saves")
      .selectAll()
      .execute();
    expect(saves).toEqual([]);
  });

  it("keeps the evidence of what was submitted", async () => {
    const submitted = await submit(
      companion,
      enterprise,
      await save(companion, enterprise),
    );
    const returned = await decide(
      companion,
      await companion.signInReviewer(),
      submitted.filing,
      "return",
    );
    await succeed(
      companion.request,
      "deleteFiling",
      deletion(returned.id, returned.version),
    );
    const { filings } = await succeed(companion.request, "listFilings", {
      token: enterprise.token,
    });
    expect(filings).toEqual([]);
    const kept = await succeed(companion.request, "submission", {
      params: { submissionId: submitted.receipt.claims.submissionId },
      token: enterprise.token,
    });
    expect(kept.receipt).toEqual(submitted.receipt);
  });

  it("of an amendment restores the approved row", async () => {
    const approved = await approvedFiling(
      companion,
      enterprise,
      await companion.signInReviewer(),
    );
    const content = filingContent(enterprise.uscc, { street: "新地址" });
    const amended = await save(companion, enterprise, {
      filingId: approved.id,
      baseVersion: approved.version,
      content,
    });
    const { filing } = await succeed(
      companion.request,
      "deleteFiling",
      deletion(amended.id, amended.version),
    );
    expect(filing).toEqual({ ...approved, version: amended.version + 1 });
  });

  it("of a second amendment restores the row as the first one left it, 变更 and all", async () => {
    const reviewer = await companion.signInReviewer();
    const amend = (filing: FilingRecord, street: string) =>
      save(companion, enterprise, {
        filingId: filing.id,
        baseVersion: filing.version,
        content: filingContent(enterprise.uscc, { street }),
      });
    const approved = await approvedFiling(companion, enterprise, reviewer);
    const amended = await amend(approved, "新地址");
    const submitted = await submit(companion, enterprise, amended);
    const once = await decide(companion, reviewer, submitted.filing, "approve");
    const twice = await amend(once, "又一个地址");
    const { filing } = await succeed(
      companion.request,
      "deleteFiling",
      deletion(twice.id, twice.version),
    );
    expect(filing).toEqual({ ...once, version: twice.version + 1 });
    expect(filing).toMatchObject({ kind: "amendment", state: "approved" });
  });

  it("answers the same when it is repeated, and makes room for a new application", async () => {
    const { id } = await save(companion, enterprise);
    await succeed(companion.request, "deleteFiling", deletion(id, 1));
    expect(
      await succeed(companion.request, "deleteFiling", deletion(id, 1)),
    ).toEqual({ filing: null });
    expect((await save(companion, enterprise)).state).toBe("to-submit");
  });

  it("is refused under review and on an older version", async () => {
    const saved = await save(companion, enterprise);
    const { filing } = await submit(companion, enterprise, saved);
    const refusals = [
      await refusalOf(
        companion.request,
        "deleteFiling",
        deletion(filing.id, saved.version),
      ),
      await refusalOf(
        companion.request,
        "deleteFiling",
        deletion(filing.id, filing.version),
      ),
    ];
    expect(refusals.map(({ code }) => code)).toEqual([
      "filing-version-conflict",
      "filing-transition-refused",
    ]);
  });
});
