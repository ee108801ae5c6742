import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { refusalOf, succeed } from "./companion-requester.ts";
import {
  dayMs,
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  approvedFiling,
  filingContent,
  otherUscc,
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

const saveParts = (filingId: string, body: Record<string, unknown>) => ({
  params: { filingId },
  body: {
    saveId: randomUUID(),
    baseVersion: 0,
    content: filingContent(),
    ...body,
  },
  token: enterprise.token,
});

describe("保存信息", () => {
  it("makes a new filing of this year, to be submitted", async () => {
    const filing = await save(companion, enterprise);
    const at = companion.clock.now.toISOString();
    expect(filing).toEqual({
      id: filing.id,
      uscc: enterprise.uscc,
      kind: "new",
      state: "to-submit",
      version: 1,
      year: 2026,
      content: filingContent(),
      approval: null,
      opinion: null,
      voidReason: null,
      latestSubmission: null,
      createdAt: at,
      updatedAt: at,
      isRemoved: false,
    });
  });

  it("answers the same to the same save id, also after the filing went on", async () => {
    const saveId = randomUUID();
    const first = await save(companion, enterprise, { saveId });
    await save(companion, enterprise, { filingId: first.id, baseVersion: 1 });
    expect(
      await save(companion, enterprise, { saveId, filingId: first.id }),
    ).toEqual(first);
    const { filing } = await succeed(companion.request, "filing", {
      params: { filingId: first.id },
      token: enterprise.token,
    });
    expect(filing.version).toBe(2);
  });

  it("refuses another body under a save id that is spent", async () => {
    const saveId = randomUUID();
    const { id } = await save(companion, enterprise, { saveId });
    const other = saveParts(id, {
      saveId,
      content: filingContent(enterprise.uscc, { street: "别处" }),
    });
    expect(await refusalOf(companion.request, "saveFiling", other)).toEqual({
      status: 400,
      code: "request-malformed",
    });
  });

  it("names the current version to a change that rests on an older one", async () => {
    const { id } = await save(companion, enterprise);
    await save(companion, enterprise, { filingId: id, baseVersion: 1 });
    expect(
      await refusalOf(
        companion.request,
        "saveFiling",
        saveParts(id, { baseVersion: 1 }),
      ),
    ).toEqual({
      status: 409,
      code: "filing-version-conflict",
      facts: { currentVersion: 2 },
    });
  });

  it("lets one of two machines win", async () => {
    const { id } = await save(companion, enterprise);
    const answers = await Promise.all(
      [1, 2].map(() =>
        companion.request("saveFiling", saveParts(id, { baseVersion: 1 })),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it("accepts one application under way per code and names it", async () => {
    const first = await save(companion, enterprise);
    expect(
      await refusalOf(
        companion.request,
        "saveFiling",
        saveParts(randomUUID(), {}),
      ),
    ).toEqual({
      status: 409,
      code: "application-under-way",
      facts: { filingId: first.id },
    });
  });

  it("refuses content with problems and names the first", async () => {
    const content = filingContent(enterprise.uscc, {
      contactMobile: "123",
      contactEmail: "",
    });
    expect(
      await refusalOf(
        companion.request,
        "saveFiling",
        saveParts(randomUUID(), { content }),
      ),
    ).toEqual({
      status: 422,
      code: "filing-content-refused",
      facts: { place: "contactMobile", problem: "mobile-shape", count: 2 },
    });
  });

  it("refuses an option its dictionaries do not know", async () => {
    const content = filingContent(enterprise.uscc, {
      enterpriseScale: "巨型企业",
    });
    const refusal = await refusalOf(
      companion.request,
      "saveFiling",
      saveParts(randomUUID(), { content }),
    );
    expect(refusal.facts).toEqual({
      place: "enterpriseScale",
      problem: "not-in-list",
      count: 1,
    });
  });

  it("refuses another enterprise's code in the fields", async () => {
    const refusal = await refusalOf(
      companion.request,
      "saveFiling",
      saveParts(randomUUID(), { content: filingContent(otherUscc) }),
    );
    expect(refusal).toEqual({
      status: 422,
      code: "filing-content-refused",
      facts: { place: "uscc", problem: "other-enterprise" },
    });
  });

  it("is refused while the filing is under review", async () => {
    const { filing } = await submit(
      companion,
      enterprise,
      await save(companion, enterprise),
    );
    const refusal = await refusalOf(
      companion.request,
      "saveFiling",
      saveParts(filing.id, { baseVersion: filing.version }),
    );
    expect(refusal.code).toBe("filing-transition-refused");
  });
});

describe("变更", () => {
  it("keeps what was approved beside the amendment", async () => {
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
    expect(amended).toEqual({
      ...approved,
      kind: "amendment",
      state: "to-submit",
      version: approved.version + 1,
      content,
      updatedAt: companion.clock.now.toISOString(),
    });
  });

  it("is refused after the last day of validity, without waiting for a job", async () => {
    const approved = await approvedFiling(
      companion,
      enterprise,
      await companion.signInReviewer(),
    );
    companion.advance(365 * dayMs);
    const late = await signedInEnterprise(companion);
    const refusal = await refusalOf(companion.request, "saveFiling", {
      ...saveParts(approved.id, { baseVersion: approved.version }),
      token: late.token,
    });
    expect(refusal).toEqual({
      status: 409,
      code: "filing-version-conflict",
      facts: { currentVersion: approved.version + 1 },
    });
    const { filing } = await succeed(companion.request, "filing", {
      params: { filingId: approved.id },
      token: late.token,
    });
    expect(filing.state).toBe("expired");
  });

  it("closes with its filing when the validity ends, and leaves what was in force", async () => {
    const approved = await approvedFiling(
      companion,
      enterprise,
      await companion.signInReviewer(),
    );
    const content = filingContent(enterprise.uscc, { street: "新地址" });
    await save(companion, enterprise, {
      filingId: approved.id,
      baseVersion: approved.version,
      content,
    });
    companion.advance(365 * dayMs);
    const late = await signedInEnterprise(companion);
    const { filing, history } = await succeed(companion.request, "filing", {
      params: { filingId: approved.id },
      token: late.token,
    });
    expect({ state: filing.state, content: filing.content }).toEqual({
      state: "expired",
      content: approved.content,
    });
    expect(history.at(-1)).toMatchObject({
      actorKind: "clock",
      action: "expire",
      fromState: "to-submit",
    });
  });
});

describe("the change feed", () => {
  it("goes on where the list ended", async () => {
    const { id } = await save(companion, enterprise);
    const { cursor } = await succeed(companion.request, "listFilings", {
      token: enterprise.token,
    });
    const idle = await succeed(companion.request, "changes", {
      query: { after: cursor },
      token: enterprise.token,
    });
    expect(idle).toMatchObject({ filings: [], cursor });
    const saved = await save(companion, enterprise, {
      filingId: id,
      baseVersion: 1,
    });
    const changed = await succeed(companion.request, "changes", {
      query: { after: cursor },
      token: enterprise.token,
    });
    expect(changed).toMatchObject({ filings: [saved], cursor: cursor + 1 });
  });

  it("wakes a waiting client with the first change of its own enterprise", async () => {
    const { cursor } = await succeed(companion.request, "listFilings", {
      token: enterprise.token,
    });
    const other = await signedInEnterprise(companion, otherUscc);
    const waiting = succeed(companion.request, "changes", {
      query: { after: cursor, waitSeconds: 25 },
      token: enterprise.token,
    });
    await save(companion, other);
    const saved = await save(companion, enterprise);
    expect((await waiting).filings).toEqual([saved]);
  });

  it("does not hold up a server that closes", async () => {
    const { cursor } = await succeed(companion.request, "listFilings", {
      token: enterprise.token,
    });
    const waiting = companion.request("changes", {
      query: { after: cursor, waitSeconds: 25 },
      token: enterprise.token,
    });
    await succeed(companion.request, "health");
    await companion.close();
    expect((await waiting).body).toMatchObject({ filings: [], cursor });
    companion = await startTestCompanion();
  });

  it("lets nobody wait who has seen more than it knows, and says how far that is", async () => {
    await save(companion, enterprise);
    const { cursor } = await succeed(companion.request, "listFilings", {
      token: enterprise.token,
    });
    const ahead = await succeed(companion.request, "changes", {
      query: { after: cursor + 1, waitSeconds: 25 },
      token: enterprise.token,
    });
    expect(ahead).toMatchObject({ filings: [], cursor });
  });
});

describe("history", () => {
  it("says who did what, and cannot be rewritten", async () => {
    const approved = await approvedFiling(
      companion,
      enterprise,
      await companion.signInReviewer(),
    );
    const { history } = await succeed(companion.request, "filing", {
      params: { filingId: approved.id },
      token: enterprise.token,
    });
    expect(
      history.map(({ actor, action, fromState, toState }) => [
        actor,
        action,
        fromState,
        toState,
      ]),
    ).toEqual([
      ["张三", "save", null, "to-submit"],
      ["张三", "submit", "to-submit", "under-review"],
      ["北京市商务局", "approve", "under-review", "approved"],
    ]);
    const rewriting = companion.database
      .updateTable("filing_history")
      .set({ actor: "某人" })
      .execute();
    await expect(rewriting).rejects.toThrow("append-only");
    const rows = await companion.database
      .selectFrom("filing_history")
      .selectAll()
      .execute();
    expect(
      rows.every(
        ({ address, credential }) =>
          address === "127.0.0.1" && credential !== null,
      ),
    ).toBe(true);
  });
});
