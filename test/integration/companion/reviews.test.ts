import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { refusalOf, succeed } from "./companion-requester.ts";
import {
  authority,
  dayMs,
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  approvedFiling,
  decide,
  digestOf,
  filingContent,
  otherUscc,
  save,
  signedInEnterprise,
  submit,
  type TestEnterprise,
} from "./test-enterprise.ts";

let companion: TestCompanion;
let enterprise: TestEnterprise;
let reviewer: string;
beforeEach(async () => {
  companion = await startTestCompanion();
  enterprise = await signedInEnterprise(companion);
  reviewer = await companion.signInReviewer();
});
afterEach(() => companion.close());

/** Sessions last hours, validity a year. */
async function aYearOn(days = 365): Promise<void> {
  companion.advance(days * dayMs);
  enterprise = await signedInEnterprise(companion);
  reviewer = await companion.signInReviewer();
}

const inForceOn = async (on: string) =>
  (
    await succeed(companion.request, "filingInForce", {
      query: { on },
      token: enterprise.token,
    })
  ).inForce;

describe("审核通过", () => {
  it("puts the filing in force for one year", async () => {
    const approved = await approvedFiling(companion, enterprise, reviewer);
    expect({ state: approved.state, approval: approved.approval }).toEqual({
      state: "approved",
      approval: {
        authority,
        reviewedAt: companion.clock.now.toISOString(),
        validFrom: "2026-03-01",
        validUntil: "2027-02-28",
        kind: "new",
        content: approved.content,
      },
    });
  });

  it("makes the older approved filing void, and keeps answering what was in force before", async () => {
    const older = await approvedFiling(companion, enterprise, reviewer);
    await aYearOn(30);
    const newer = await approvedFiling(companion, enterprise, reviewer);
    const { filing } = await succeed(companion.request, "filing", {
      params: { filingId: older.id },
      token: enterprise.token,
    });
    expect({ state: filing.state, voidReason: filing.voidReason }).toEqual({
      state: "void",
      voidReason: null,
    });
    const ids = await Promise.all(
      [
        "2026-02-28",
        "2026-03-01",
        "2026-03-30",
        "2026-03-31",
        "2027-03-30",
        "2027-03-31",
      ].map(async (day) => (await inForceOn(day))?.filingId),
    );
    expect(ids).toEqual([
      undefined,
      older.id,
      older.id,
      newer.id,
      newer.id,
      undefined,
    ]);
  });

  it("leaves an expired filing expired when a newer one is approved", async () => {
    const older = await approvedFiling(companion, enterprise, reviewer);
    await aYearOn();
    await approvedFiling(companion, enterprise, reviewer);
    const { filing } = await succeed(companion.request, "filing", {
      params: { filingId: older.id },
      token: enterprise.token,
    });
    expect(filing.state).toBe("expired");
  });

  it("of an amendment updates 复核时间 and content, never the validity", async () => {
    const approved = await approvedFiling(companion, enterprise, reviewer);
    await aYearOn(10);
    const content = filingContent(enterprise.uscc, { street: "新地址" });
    const amended = await save(companion, enterprise, {
      filingId: approved.id,
      baseVersion: approved.version,
      content,
    });
    expect((await inForceOn("2026-03-11"))?.content).toEqual(approved.content);
    const { filing } = await submit(companion, enterprise, amended);
    const again = await decide(companion, reviewer, filing, "approve");
    expect(again.approval).toEqual({
      authority,
      reviewedAt: companion.clock.now.toISOString(),
      validFrom: "2026-03-01",
      validUntil: "2027-02-28",
      kind: "amendment",
      content,
    });
    expect(
      [await inForceOn("2026-03-10"), await inForceOn("2026-03-11")].map(
        (found) => found?.content.fields.street,
      ),
    ).toEqual([approved.content.fields.street, "新地址"]);
  });

  it("names the submission it decides about: a stale one is refused", async () => {
    const first = await submit(
      companion,
      enterprise,
      await save(companion, enterprise),
    );
    const returned = await decide(companion, reviewer, first.filing, "return");
    await submit(companion, enterprise, returned);
    const stale = await refusalOf(companion.request, "decide", {
      params: { filingId: returned.id },
      body: {
        submissionId: first.receipt.claims.submissionId,
        digest: first.receipt.claims.digest,
        decision: "approve",
        opinion: null,
      },
      token: reviewer,
    });
    expect(stale).toEqual({ status: 409, code: "submission-stale" });
  });

  it("happens once", async () => {
    const approved = await approvedFiling(companion, enterprise, reviewer);
    const again = await refusalOf(companion.request, "decide", {
      params: { filingId: approved.id },
      body: {
        submissionId: approved.latestSubmission?.id,
        digest: approved.latestSubmission?.digest,
        decision: "return",
        opinion: "再看看",
      },
      token: reviewer,
    });
    expect(again.code).toBe("filing-transition-refused");
  });
});

describe("审核不通过", () => {
  it("shows its opinion until the next 上报", async () => {
    const { filing } = await submit(
      companion,
      enterprise,
      await save(companion, enterprise),
    );
    const returned = await decide(
      companion,
      reviewer,
      filing,
      "return",
      "请补充材料",
    );
    const opinion = {
      authority,
      text: "请补充材料",
      at: companion.clock.now.toISOString(),
    };
    const changed = await save(companion, enterprise, {
      filingId: filing.id,
      baseVersion: returned.version,
    });
    const again = await submit(companion, enterprise, changed);
    expect(
      [returned, changed, again.filing].map((each) => [
        each.state,
        each.opinion,
      ]),
    ).toEqual([
      ["returned", opinion],
      ["to-submit", opinion],
      ["under-review", null],
    ]);
  });

  it("needs an opinion", async () => {
    const { filing } = await submit(
      companion,
      enterprise,
      await save(companion, enterprise),
    );
    const silent = await refusalOf(companion.request, "decide", {
      params: { filingId: filing.id },
      body: {
        submissionId: filing.latestSubmission?.id,
        digest: filing.latestSubmission?.digest,
        decision: "return",
        opinion: " ",
      },
      token: reviewer,
    });
    expect(silent.code).toBe("request-malformed");
  });
});

describe("无效", () => {
  it("closes an amendment under way and ends what was in force", async () => {
    const approved = await approvedFiling(companion, enterprise, reviewer);
    await aYearOn(10);
    const content = filingContent(enterprise.uscc, { street: "新地址" });
    const amended = await save(companion, enterprise, {
      filingId: approved.id,
      baseVersion: approved.version,
      content,
    });
    await submit(companion, enterprise, amended);
    const { filing } = await succeed(companion.request, "void", {
      params: { filingId: approved.id },
      body: { reason: "企业已注销" },
      token: reviewer,
    });
    expect({
      state: filing.state,
      reason: filing.voidReason,
      content: filing.content,
    }).toEqual({
      state: "void",
      reason: "企业已注销",
      content: approved.content,
    });
    expect([
      (await inForceOn("2026-03-10"))?.filingId,
      await inForceOn("2026-03-11"),
    ]).toEqual([approved.id, null]);
    expect((await save(companion, enterprise)).state).toBe("to-submit");
  });

  it("is refused for what was never approved", async () => {
    const { filing } = await submit(
      companion,
      enterprise,
      await save(companion, enterprise),
    );
    const refusal = await refusalOf(companion.request, "void", {
      params: { filingId: filing.id },
      body: { reason: "原因" },
      token: reviewer,
    });
    expect(refusal.code).toBe("filing-transition-refused");
  });
});

describe("the reviewer's list and detail", () => {
  it("show what was submitted, with its signature, and nothing that was not", async () => {
    const { filing, receipt } = await submit(
      companion,
      enterprise,
      await save(companion, enterprise),
    );
    const other = await save(
      companion,
      await signedInEnterprise(companion, otherUscc),
    );
    const list = await succeed(companion.request, "reviewList", {
      token: reviewer,
    });
    expect(list).toEqual({
      total: 1,
      filings: [
        {
          id: filing.id,
          uscc: filing.uscc,
          enterpriseName: "测试企业",
          kind: "new",
          state: "under-review",
          year: 2026,
          submissionId: receipt.claims.submissionId,
          digest: receipt.claims.digest,
          submittedAt: receipt.claims.receivedAt,
          isSigned: true,
        },
      ],
    });
    const detail = await succeed(companion.request, "reviewDetail", {
      params: { filingId: filing.id },
      token: reviewer,
    });
    expect({ ...detail, history: detail.history.length }).toEqual({
      filing,
      history: 2,
      receipt,
      signature: {
        kind: "signed",
        holderName: "张三",
        enterpriseName: "测试企业",
        uscc: enterprise.uscc,
        certificateSha256: digestOf(enterprise.key.der),
        issuerName: "演示根证书",
        signedAt: expect.any(String) as string,
        revocation: "good",
      },
    });
    const unseen = await refusalOf(companion.request, "reviewDetail", {
      params: { filingId: other.id },
      token: reviewer,
    });
    expect(unseen.code).toBe("filing-not-found");
  });

  it("filters by state, name, code and beginning of the id, taking % and _ as they are", async () => {
    const { filing } = await submit(
      companion,
      enterprise,
      await save(companion, enterprise),
    );
    const countFor = async (query: Record<string, string>): Promise<number> =>
      (
        await succeed(companion.request, "reviewList", {
          query,
          token: reviewer,
        })
      ).total;
    const counts = await Promise.all(
      [
        { state: "under-review" },
        { state: "approved" },
        { text: "测试" },
        { text: enterprise.uscc.slice(3, 9) },
        { text: filing.id.slice(0, 8) },
        { text: "%" },
        { text: "_" },
      ].map(countFor),
    );
    expect(counts).toEqual([1, 0, 1, 1, 1, 0, 0]);
  });
});
