import { describe, expect, it } from "vitest";
import {
  applyServerRecord,
  filingFromRecord,
} from "../../../src-main/filings/apply-server-record.ts";
import {
  deleteByClerk,
  newDraft,
  saveByClerk,
} from "../../../src-main/filings/change-by-clerk.ts";
import {
  filingList,
  filingRow,
} from "../../../src-main/filings/filing-rows.ts";
import type {
  LocalFiling,
  FilingRowValue,
} from "../../../src-main/filings/local-filing.ts";
import type { Problem } from "../../../src-shared/problems/problem.ts";
import {
  exampleApproval,
  exampleFilingId,
  exampleRecord,
  withScope,
} from "../../fixtures/filings/example-record.ts";

const now = new Date("2024-02-26T02:00:00.000Z");
const view = {
  now,
  progressOf: () => null,
  filings: (): LocalFiling[] => [],
};
const alone = { outgoing: null };
const draft: LocalFiling = {
  ...newDraft(exampleFilingId, withScope("一"), now),
  ...alone,
};
const local = (...record: Parameters<typeof exampleRecord>): LocalFiling => ({
  ...filingFromRecord(exampleRecord(...record)),
  ...alone,
});
const saved: LocalFiling = {
  ...saveByClerk(draft, withScope("一"), now),
  ...alone,
};
const outgoing = (
  state: NonNullable<LocalFiling["outgoing"]>["state"],
  signature: string | null = "c2lnbmVk",
): LocalFiling["outgoing"] => ({
  submissionId: "0b0e7f1e-30a5-4a6e-8f0a-9d6c4f5b3a21",
  frozen: "{}",
  digest: "0".repeat(64),
  signature,
  state,
  baseVersion: 1,
  turn: 1,
});

describe("a row of the list", () => {
  it("offers what the state allows, in a fixed order", () => {
    const actions = (filing: LocalFiling) => filingRow(filing, view).actions;
    const approval = exampleApproval();
    const late = {
      ...approval,
      validFrom: "2023-02-26",
      validUntil: "2024-02-25",
    };
    expect({
      draft: actions(draft),
      toSubmit: actions(local()),
      typed: actions({
        ...local(),
        workingCopy: {
          content: withScope("二"),
          savedAt: now.toISOString(),
        },
      }),
      returned: actions(local({ state: "returned" })),
      underReview: actions(local({ state: "under-review" })),
      approved: actions(local({ state: "approved", approval })),
      approvedTooLate: actions(local({ state: "approved", approval: late })),
      expired: actions(local({ state: "expired" })),
      void: actions(local({ state: "void" })),
      queued: actions({ ...local(), outgoing: outgoing("queued") }),
      refused: actions({
        ...local(),
        outgoing: outgoing("sending"),
        failure: { code: "submission-base-moved" },
      }),
      saveRefused: actions({
        ...saved,
        failure: { code: "filing-version-conflict" },
      }),
    }).toEqual({
      draft: ["edit", "export", "delete"],
      toSubmit: ["edit", "submit", "detail", "export", "delete"],
      typed: ["edit", "detail", "export", "delete"],
      returned: ["edit", "submit", "detail", "export", "delete"],
      underReview: ["detail"],
      approved: ["amend", "detail"],
      approvedTooLate: ["detail"],
      expired: ["detail"],
      void: ["detail"],
      queued: ["detail", "cancel-sending"],
      refused: ["detail", "cancel-sending", "retry"],
      saveRefused: ["edit", "detail", "export", "retry", "delete"],
    });
    // Imported, a 变更 would become another application.
    expect(actions(local({ kind: "amendment" }))).not.toContain("export");
  });

  it("says where the filing stands between this machine and the API", () => {
    const mark = (filing: LocalFiling, progressOf = view.progressOf) =>
      filingRow(filing, { ...view, progressOf }).sync;
    const progress = { sentFiles: 2, totalFiles: 9 };
    expect([
      mark(draft),
      mark(saved),
      mark(local()),
      mark({ ...local(), outgoing: outgoing("frozen", null) }),
      mark({ ...saved, outgoing: outgoing("queued") }),
      mark({ ...local(), outgoing: outgoing("sending", null) }),
      filingRow(
        { ...local(), outgoing: outgoing("sending") },
        { ...view, progressOf: () => progress },
      ).sync,
      mark({ ...saved, failure: { code: "application-under-way" } }),
    ]).toEqual([
      { kind: "local-only" },
      { kind: "pending" },
      { kind: "synced" },
      { kind: "synced" },
      { kind: "queued", isSigned: true },
      { kind: "queued", isSigned: false },
      { kind: "sending", ...progress },
      { kind: "failed", problem: { code: "application-under-way" } },
    ]);
  });

  it("stays while its deletion waits, to be taken back, and bars no other application", () => {
    const deleted = { ...deleteByClerk(local(), now), ...alone } as LocalFiling;
    const refused: LocalFiling = {
      ...deleted,
      failure: { code: "not-allowed" },
    };
    const shown = ({ rows, underWayId }: ReturnType<typeof filingList>) => ({
      rows: rows.map(({ state, sync, actions }) => [state, sync.kind, actions]),
      underWayId,
    });
    expect([
      shown(filingList([deleted], view)),
      shown(filingList([refused], view)),
    ]).toEqual([
      {
        rows: [["to-submit", "pending", ["detail", "undo-delete"]]],
        underWayId: null,
      },
      {
        rows: [["to-submit", "failed", ["detail", "undo-delete", "retry"]]],
        underWayId: exampleFilingId,
      },
    ]);
  });

  it("offers the clerk's decision, and nothing that would skip it, where two machines changed the filing", () => {
    const record = exampleRecord({ version: 2, content: withScope("theirs") });
    const failure = { code: "filing-version-conflict" } as const;
    const mine = saveByClerk(local(), withScope("mine"), now);
    const gone = deleteByClerk(local(), now);
    if (gone === null) throw new TypeError("nothing waits");
    const typed = {
      ...local(),
      workingCopy: { content: withScope("typed"), savedAt: now.toISOString() },
    };
    const actions = (filing: FilingRowValue, refusal: Problem | null) =>
      filingRow(
        { ...applyServerRecord(filing, record), ...alone, failure: refusal },
        view,
      ).actions;
    expect([
      actions(mine, failure),
      actions(gone, failure),
      actions(typed, null),
    ]).toEqual([
      ["resolve", "detail"],
      ["resolve", "detail"],
      ["resolve", "detail"],
    ]);
  });

  it("can be begun again where the API has forgotten it, and bars another only with what the API still has", () => {
    const shown = (facts?: Problem["facts"]) => {
      const failure = { code: "sync-companion-forgot", facts } as const;
      const { rows, underWayId } = filingList(
        [{ ...local({ state: "under-review" }), failure }],
        view,
      );
      return [rows[0]?.actions, underWayId];
    };
    expect([
      shown(),
      shown({ state: "approved" }),
      shown({ state: "to-submit" }),
    ]).toEqual([
      [["start-over", "detail"], null],
      [["start-over", "detail"], null],
      [["start-over", "detail"], exampleFilingId],
    ]);
  });

  it("stands above the older ones, so that what is under way is on the first page", () => {
    const older = local({
      id: "e7a4a0f0-5a53-4a8e-a0d7-30b7f9f9b001",
      state: "void",
    });
    expect(filingList([older, draft], view).rows.map(({ id }) => id)).toEqual([
      draft.id,
      older.id,
    ]);
  });

  it("says why 变更 is not possible: another application is under way, or validity has ended", () => {
    const approval = exampleApproval();
    const approved = local({
      id: "e7a4a0f0-5a53-4a8e-a0d7-30b7f9f9b001",
      state: "approved",
      approval,
    });
    const refusals = (filings: LocalFiling[], at = now) =>
      filingList(filings, { ...view, now: at }).rows.at(-1);
    const late = new Date("2025-02-25T16:00:00.000Z");
    expect([
      refusals([approved]),
      refusals([approved, draft]),
      refusals([approved], late),
    ]).toMatchObject([
      { amendRefusal: null, actions: ["amend", "detail"] },
      {
        amendRefusal: {
          code: "filing-application-under-way",
          facts: { filingId: exampleFilingId },
        },
        actions: ["detail"],
      },
      {
        amendRefusal: { code: "filing-amendment-too-late" },
        actions: ["detail"],
      },
    ]);
  });

  it("offers a second draft's contents to the application under way while that can take them", () => {
    const second = { ...draft, id: "e7a4a0f0-5a53-4a8e-a0d7-30b7f9f9b001" };
    const workingCopy = {
      content: withScope("二"),
      savedAt: now.toISOString(),
    };
    const offered = (other: LocalFiling) => {
      const { rows, underWayId } = filingList([second, other], view);
      return [rows.at(-1)?.actions.includes("carry-over"), underWayId];
    };
    expect([
      offered(local()),
      offered(draft),
      offered(local({ state: "under-review" })),
      offered({ ...local(), workingCopy }),
      offered({ ...local(), outgoing: outgoing("queued") }),
    ]).toEqual([
      [true, exampleFilingId],
      [false, second.id],
      [false, exampleFilingId],
      [false, exampleFilingId],
      [false, exampleFilingId],
    ]);
  });

  it("can be copied from once something was approved and nothing is under way", () => {
    const id = "e7a4a0f0-5a53-4a8e-a0d7-30b7f9f9b001";
    const approval = exampleApproval();
    const expired = local({ id, state: "expired", approval });
    const canCopy = (...filings: LocalFiling[]) =>
      filingList(filings, view).canCopy;
    expect([
      canCopy(),
      canCopy(expired),
      canCopy(expired, draft),
      canCopy(local({ id, state: "void" })),
    ]).toEqual([false, true, false, false]);
  });

  it("names the application under way whatever older rows say", () => {
    const older = local({
      id: "e7a4a0f0-5a53-4a8e-a0d7-30b7f9f9b001",
      state: "approved",
      approval: exampleApproval(),
    });
    expect([
      filingList([older], view).underWayId,
      filingList([older, draft], view).underWayId,
    ]).toEqual([null, exampleFilingId]);
  });
});
