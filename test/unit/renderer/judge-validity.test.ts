import { describe, expect, it } from "vitest";
import { judgeValidity } from "../../../src-renderer/filings/judge-validity.ts";
import { sayRemark } from "../../../src-renderer/filings/say-remark.ts";
import type { FilingRow } from "../../../src-shared/filings/filing-procedures.ts";
import { makeRow } from "./make-row.ts";

const approved = makeRow({ state: "approved", validUntil: "2027-02-25" });

/** Ten in the morning in Shanghai. */
function onDay(day: string): Date {
  return new Date(`${day}T02:00:00Z`);
}

function said(day: string, rows: readonly FilingRow[] = [approved]) {
  const reminder = judgeValidity(rows, onDay(day));
  if (reminder === null) return null;
  return reminder.kind === "ended"
    ? "ended"
    : [reminder.within, reminder.daysLeft];
}

describe("the reminder of 备案有效期", () => {
  it("comes 60, 30 and 7 days before the last day, and after it", () => {
    expect(
      [
        "2026-12-26",
        "2026-12-27",
        "2027-01-26",
        "2027-02-17",
        "2027-02-18",
        "2027-02-25",
        "2027-02-26",
      ].map((day) => said(day)),
    ).toEqual([null, [60, 60], [30, 30], [30, 8], [7, 7], [7, 0], "ended"]);
  });

  it("follows the newest validity and forgets what was voided", () => {
    const renewed = makeRow({ state: "approved", validUntil: "2028-02-20" });
    const voided = makeRow({ state: "void", validUntil: "2027-02-25" });
    expect([
      said("2027-02-20", [approved, renewed]),
      said("2027-02-20", [voided]),
      said("2027-02-20", []),
    ]).toEqual([null, null, null]);
  });

  it("knows that a new application is under way, and leaves it to its card after the end", () => {
    const rows = [approved, makeRow({ state: "under-review" })];
    expect([
      judgeValidity(rows, onDay("2027-02-20")),
      judgeValidity(rows, onDay("2027-03-01")),
    ]).toEqual([
      {
        kind: "ending",
        validUntil: "2027-02-25",
        daysLeft: 5,
        within: 7,
        isRenewing: true,
      },
      null,
    ]);
  });
});

describe("the line that says why a row is as it is", () => {
  it("gives the reason of 无效, the end of validity and what stands against 变更", () => {
    expect(
      [
        makeRow({ state: "void", remark: "材料不实" }),
        makeRow({ state: "void" }),
        makeRow({ state: "expired", validUntil: "2027-02-25" }),
        makeRow({
          state: "approved",
          amendRefusal: { code: "filing-amendment-too-late" },
        }),
        approved,
      ].map(sayRemark),
    ).toEqual([
      "无效原因：材料不实",
      "无效原因：已由新的备案替代。",
      "失效原因：备案有效期已于 2027-02-25 届满。",
      "备案有效期已过，不能再变更。请新增备案申请。",
      null,
    ]);
  });
});
