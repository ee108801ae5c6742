import { describe, expect, it } from "vitest";
import {
  nextSorting,
  sortRows,
  type Sorting,
} from "../../../src-renderer/filings/filing-columns.tsx";
import {
  filterRows,
  noFilter,
} from "../../../src-renderer/filings/filing-filters.tsx";
import { nextStepOf } from "../../../src-renderer/filings/next-step.ts";
import {
  editModeOf,
  orderedActions,
} from "../../../src-renderer/filings/row-actions.ts";
import { makeRow } from "./make-row.ts";

describe("the actions of a row", () => {
  it("stand in one order, whatever order the host names them in", () => {
    const row = makeRow({ actions: ["delete", "detail", "submit", "edit"] });
    expect(orderedActions(row)).toEqual(["edit", "submit", "detail", "delete"]);
  });

  it("open the 变更 form for a saved 变更", () => {
    expect([
      editModeOf(makeRow()),
      editModeOf(makeRow({ kind: "amendment" })),
    ]).toEqual(["edit", "amend"]);
  });
});

describe("the next step of the application under way", () => {
  it("follows state, working copy and queue", () => {
    const queued = makeRow({
      sync: { kind: "queued", isSigned: true },
      actions: ["detail", "cancel-sending"],
    });
    expect(
      [
        makeRow({ state: "draft" }),
        makeRow(),
        makeRow({ hasWorkingCopy: true }),
        makeRow({
          sync: { kind: "failed", problem: { code: "application-under-way" } },
        }),
        queued,
        makeRow({ sync: { kind: "sending", sentFiles: 1, totalFiles: 3 } }),
        makeRow({ state: "under-review" }),
        makeRow({ state: "returned" }),
        makeRow({ state: "approved" }),
        makeRow({ actions: ["resolve", "detail"] }),
        makeRow({ actions: ["detail", "undo-delete"] }),
        makeRow({ state: "draft", actions: ["edit", "carry-over", "delete"] }),
      ].map((row) => nextStepOf(row)?.title),
    ).toEqual([
      "继续填写",
      "上报",
      "处理未保存的修改",
      "处理同步失败",
      "等待发送",
      "上报",
      "等待审核",
      "查看意见",
      undefined,
      "处理冲突",
      "等待删除",
      "转入在办申请",
    ]);
  });
});

describe("sorting and filtering the list", () => {
  const rows = [
    makeRow({ year: 2025, state: "approved" }),
    makeRow({ year: 2026 }),
    makeRow({ year: 2024, state: "expired" }),
  ];

  it("goes from ascending over descending back to the host's order", () => {
    const ascending = nextSorting("year", null);
    const descending = nextSorting("year", ascending);
    const orders: (Sorting | null)[] = [
      ascending,
      descending,
      nextSorting("year", descending),
    ];
    expect(
      orders.map((sorting) => sortRows(rows, sorting).map(({ year }) => year)),
    ).toEqual([
      [2024, 2025, 2026],
      [2026, 2025, 2024],
      [2025, 2026, 2024],
    ]);
  });

  it("keeps the rows that meet every chosen filter", () => {
    expect(
      filterRows(rows, { ...noFilter, state: "expired" }).map(
        ({ year }) => year,
      ),
    ).toEqual([2024]);
    expect(
      filterRows(rows, { ...noFilter, state: "expired", year: 2026 }),
    ).toEqual([]);
  });

  it("finds every word of a text anywhere in what the row shows", () => {
    const found = (text: string) =>
      filterRows(rows, { ...noFilter, text }).map(({ year }) => year);
    expect([
      found("2025 审核"),
      found(" 91110000ma "),
      found("测试 流通 失效"),
      found("没有的企业"),
    ]).toEqual([[2025], [2025, 2026, 2024], [2024], []]);
  });
});
