import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FilingRecord } from "../../../src-shared/filings/filing-record.ts";
import {
  daysLater,
  type IssuedCertificate,
} from "../../fixtures/certificates/make-certificate-estate.ts";
import { startProgram } from "../../fixtures/programs/start-program.ts";
import { refusalOf, succeed } from "./companion-requester.ts";
import {
  dayMs,
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  approvedFiling,
  decide,
  filingContent,
  makeKey,
  ownUscc,
  save,
  signInWith,
  submit,
  type TestEnterprise,
} from "./test-enterprise.ts";

let companion: TestCompanion;
let key: IssuedCertificate;
let enterprise: TestEnterprise;
let reviewer: string;
beforeEach(async () => {
  companion = await startTestCompanion();
  key = await makeKey(companion, ownUscc, { notAfter: daysLater(2000) });
  await at("2026-03-01T10:00:00");
});
afterEach(() => companion.close());

/** The clock in Shanghai; sessions last hours, validity a year. */
async function at(shanghaiTime: string): Promise<void> {
  companion.clock.now = new Date(`${shanghaiTime}+08:00`);
  enterprise = await signInWith(companion, key);
  reviewer = await companion.signInReviewer();
}

const changed = filingContent(ownUscc, { street: "新地址" });
const amend = ({ id, version }: FilingRecord): Promise<FilingRecord> =>
  save(companion, enterprise, {
    filingId: id,
    baseVersion: version,
    content: changed,
  });
const read = ({ id }: FilingRecord) =>
  succeed(companion.request, "filing", {
    params: { filingId: id },
    token: enterprise.token,
  });
const streetInForceOn = async (on: string): Promise<string | null> => {
  const { inForce } = await succeed(companion.request, "filingInForce", {
    query: { on },
    token: enterprise.token,
  });
  return inForce && inForce.content.fields.street;
};

/** An amendment of this filing, brought into a state. */
const amendments = {
  "to-submit": amend,
  "under-review": async (approved: FilingRecord) =>
    (await submit(companion, enterprise, await amend(approved))).filing,
  returned: async (approved: FilingRecord) =>
    decide(
      companion,
      reviewer,
      (await submit(companion, enterprise, await amend(approved))).filing,
      "return",
    ),
};
const states = ["to-submit", "under-review", "returned"] as const;

const decisionOf = ({ id, latestSubmission }: FilingRecord) => ({
  params: { filingId: id },
  body: {
    submissionId: latestSubmission?.id,
    digest: latestSubmission?.digest,
    decision: "approve",
    opinion: null,
  },
  token: reviewer,
});

describe("an amendment under way", () => {
  it.each(states)(
    "closes as expired when the validity ends while it is %s",
    async (state) => {
      const approved = await approvedFiling(companion, enterprise, reviewer);
      const amendment = await amendments[state](approved);
      await at("2027-03-01T00:00:00");
      const { filing, history } = await read(approved);
      expect(filing).toEqual({
        ...amendment,
        state: "expired",
        version: amendment.version + 1,
        content: approved.content,
        updatedAt: companion.clock.now.toISOString(),
      });
      expect(history.at(-1)).toEqual({
        at: companion.clock.now.toISOString(),
        actor: "clock",
        actorKind: "clock",
        action: "expire",
        fromState: state,
        toState: "expired",
        kind: "amendment",
        version: filing.version,
        remark: null,
      });
      expect((await save(companion, enterprise)).state).toBe("to-submit");
    },
  );

  it.each(states)(
    "closes with the filing that is voided while it is %s",
    async (state) => {
      const approved = await approvedFiling(companion, enterprise, reviewer);
      const amendment = await amendments[state](approved);
      const { filing } = await succeed(companion.request, "void", {
        params: { filingId: approved.id },
        body: { reason: "材料不实" },
        token: reviewer,
      });
      expect(filing).toEqual({
        ...amendment,
        state: "void",
        version: amendment.version + 1,
        content: approved.content,
        voidReason: "材料不实",
      });
      const { history } = await read(approved);
      expect(history.at(-1)).toMatchObject({
        action: "void",
        fromState: state,
        remark: "材料不实",
      });
      expect((await save(companion, enterprise)).state).toBe("to-submit");
    },
  );

  it("cannot be approved once the validity has ended, however late the reviewer looks", async () => {
    const approved = await approvedFiling(companion, enterprise, reviewer);
    const amendment = await amendments["under-review"](approved);
    await at("2027-03-01T00:00:00");
    expect(
      await refusalOf(companion.request, "decide", decisionOf(amendment)),
    ).toEqual({
      status: 409,
      code: "filing-transition-refused",
      facts: { action: "approve", state: "expired" },
    });
  });

  it("may be saved, submitted and approved until 24:00 of the last day", async () => {
    const approved = await approvedFiling(companion, enterprise, reviewer);
    await at("2027-02-28T23:59:59.999");
    const { filing } = await submit(
      companion,
      enterprise,
      await amend(approved),
    );
    const again = await decide(companion, reviewer, filing, "approve");
    expect([again.state, again.approval?.validUntil]).toEqual([
      "approved",
      "2027-02-28",
    ]);
    await at("2027-03-01T00:00:00");
    expect((await read(approved)).filing.state).toBe("expired");
    expect([
      await streetInForceOn("2027-02-27"),
      await streetInForceOn("2027-02-28"),
      await streetInForceOn("2027-03-01"),
    ]).toEqual([approved.content.fields.street, "新地址", null]);
  });
});

describe("the validity", () => {
  it.each([
    ["2028-02-29T09:00:00", "2028-02-29", "2029-02-28"],
    ["2027-02-28T09:00:00", "2027-02-28", "2028-02-27"],
    ["2027-03-01T00:00:00", "2027-03-01", "2028-02-29"],
    ["2027-12-31T23:59:59", "2027-12-31", "2028-12-30"],
    ["2028-01-01T00:00:00", "2028-01-01", "2028-12-31"],
  ])("of what is approved at %s is %s to %s", async (time, first, last) => {
    await at(time);
    const approved = await approvedFiling(companion, enterprise, reviewer);
    expect([
      approved.approval?.validFrom,
      approved.approval?.validUntil,
      approved.year,
    ]).toEqual([first, last, Number(first.slice(0, 4))]);
    await at(`${last}T23:59:59`);
    expect((await read(approved)).filing.state).toBe("approved");
    companion.advance(1000);
    expect((await read(approved)).filing.state).toBe("expired");
  });

  it("starts anew with a second 新增, whatever was left of the first", async () => {
    const first = await approvedFiling(companion, enterprise, reviewer);
    await at("2026-09-10T10:00:00");
    const second = await approvedFiling(companion, enterprise, reviewer);
    expect([
      (await read(first)).filing.state,
      second.state,
      second.approval?.validFrom,
      second.approval?.validUntil,
    ]).toEqual(["void", "approved", "2026-09-10", "2027-09-09"]);
    const refusal = await refusalOf(companion.request, "saveFiling", {
      params: { filingId: first.id },
      body: {
        saveId: "2b1c3f0e-8f7a-4c55-9c0e-1f2e3d4c5b6a",
        baseVersion: first.version + 1,
        content: changed,
      },
      token: enterprise.token,
    });
    expect(refusal.code).toBe("filing-transition-refused");
  });

  it("ends with the day before the one on which the authority voids", async () => {
    await approvedFiling(companion, enterprise, reviewer);
    await at("2026-05-05T10:00:00");
    const { filings } = await succeed(companion.request, "listFilings", {
      token: enterprise.token,
    });
    await succeed(companion.request, "void", {
      params: { filingId: filings[0]?.id ?? "" },
      body: { reason: "材料不实" },
      token: reviewer,
    });
    expect([
      await streetInForceOn("2026-02-28"),
      await streetInForceOn("2026-03-01"),
      await streetInForceOn("2026-05-04"),
      await streetInForceOn("2026-05-05"),
    ]).toEqual([null, "荣华中路", "荣华中路", null]);
  });

  it.each(["America/New_York", "Pacific/Kiritimati"])(
    "follows Shanghai on a machine in %s",
    async (zone) => {
      const program = await startProgram(
        ["test/integration/companion/live-one-validity.ts"],
        { TZ: zone },
        /^result (.*)$/m,
      );
      await program.end();
      expect(JSON.parse(program.found)).toEqual({
        localHour: zone === "America/New_York" ? 11 : 6,
        year: 2027,
        validFrom: "2027-01-01",
        validUntil: "2027-12-31",
        lastMoment: "to-submit",
        momentAfter: "filing-version-conflict",
      });
    },
    120_000,
  );
});

describe("the daily job", () => {
  it("makes up for five days of downtime once", async () => {
    const approved = await approvedFiling(companion, enterprise, reviewer);
    await at("2027-02-27T12:00:00");
    await companion.restartAfter(5 * dayMs);
    const expiries = () =>
      companion.database
        .selectFrom("filing_history")
        .select(["filing_id", "at", "from_state", "to_state", "version"])
        .where("action", "=", "expire")
        .execute();
    const once = [
      {
        filing_id: approved.id,
        at: "2027-03-04T04:00:00.000Z",
        from_state: "approved",
        to_state: "expired",
        version: approved.version + 1,
      },
    ];
    // Before anybody asked for anything.
    expect(await expiries()).toEqual(once);
    await companion.restartAfter(dayMs);
    await at("2027-03-06T12:00:00");
    expect((await read(approved)).filing.version).toBe(approved.version + 1);
    expect(await expiries()).toEqual(once);
    expect([
      await streetInForceOn("2027-02-28"),
      await streetInForceOn("2027-03-01"),
    ]).toEqual(["荣华中路", null]);
  });
});
