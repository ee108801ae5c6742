import { describe, expect, it } from "vitest";
import { filingFromRecord } from "../../../src-main/filings/apply-server-record.ts";
import {
  deleteByClerk,
  newDraft,
  saveByClerk,
} from "../../../src-main/filings/change-by-clerk.ts";
import {
  filingList,
  filingRow,
} from "../../../src-main/filings/filing-rows.ts";
import type { LocalFiling } from "../../../src-main/filings/local-filing.ts";
import {
  exampleApproval,
  exampleFilingId,
  exampleRecord,
  withScope,
} from "../../fixtures/filings/example-record.ts";

const now = new Date("2024-02-26T02:00:00.000Z");
const view = { now, progressOf: () => null };
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
  queuedAt: now.toISOString(),
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
      draft: ["edit", "delete"],
      toSubmit: ["edit", "submit", "detail", "delete"],
      typed: ["edit", "detail", "delete"],
      returned: ["edit", "submit", "detail", "delete"],
      underReview: ["detail"],
      approved: ["amend", "detail"],
      approvedTooLate: ["detail"],
      expired: ["detail"],
      void: ["detail"],
      queued: ["detail", "cancel-sending"],
      refused: ["detail", "cancel-sending", "retry"],
      saveRefused: ["edit", "detail", "retry", "delete"],
    });
  });

  it("says where the filing stands between this machine and the API", () => {
    const mark = (filing: LocalFiling, progressOf = view.progressOf) =>
      filingRow(filing, { now, progressOf }).sync;
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
        { now, progressOf: () => progress },
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

  it("is gone while its deletion waits, and back where the API refuses it", () => {
    const deleted = { ...deleteByClerk(local(), now), ...alone } as LocalFiling;
    const refused: LocalFiling = {
      ...deleted,
      failure: { code: "filing-version-conflict" },
    };
    const shown = ({ rows, underWayId }: ReturnType<typeof filingList>) => ({
      count: rows.length,
      underWayId,
    });
    expect([
      shown(filingList([deleted], view)),
      shown(filingList([refused], view)),
    ]).toEqual([
      { count: 0, underWayId: null },
      { count: 1, underWayId: exampleFilingId },
    ]);
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
