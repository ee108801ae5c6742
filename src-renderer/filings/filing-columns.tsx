import type { ReactNode } from "react";
import type { FilingRow } from "../../src-shared/filings/filing-procedures.ts";
import { categoryLabels } from "../text/field-labels.ts";
import { filingListText, kindLabels } from "../text/filing-list-text.ts";
import { sayDay } from "../text/say-time.ts";

export interface FilingColumn {
  readonly id: string;
  readonly title: string;
  readonly draw: (row: FilingRow) => ReactNode;
  /** What it is sorted by; left out where sorting says nothing. */
  readonly sortKey?: (row: FilingRow) => string;
}

const titles = filingListText.columns;

/** The columns that only show; 状态, 同步 and 操作 follow them. */
export const filingColumns: readonly FilingColumn[] = [
  {
    id: "year",
    title: titles.year,
    draw: (row) => row.year,
    sortKey: (row) => String(row.year),
  },
  { id: "uscc", title: titles.uscc, draw: (row) => row.uscc },
  {
    id: "enterpriseName",
    title: titles.enterpriseName,
    draw: (row) => row.enterpriseName,
    sortKey: (row) => row.enterpriseName,
  },
  {
    id: "enterpriseNature",
    title: titles.enterpriseNature,
    draw: (row) => row.enterpriseNature,
  },
  {
    id: "enterpriseCategory",
    title: titles.enterpriseCategory,
    draw: ({ enterpriseCategory }) =>
      enterpriseCategory === "" ? "" : categoryLabels[enterpriseCategory],
  },
  {
    id: "reviewedAt",
    title: titles.reviewedAt,
    draw: ({ reviewedAt }) => (reviewedAt === null ? "" : sayDay(reviewedAt)),
    sortKey: (row) => row.reviewedAt ?? "",
  },
  {
    id: "validUntil",
    title: titles.validUntil,
    draw: (row) => row.validUntil,
    sortKey: (row) => row.validUntil ?? "",
  },
  { id: "kind", title: titles.kind, draw: (row) => kindLabels[row.kind] },
];

export interface Sorting {
  readonly columnId: string;
  readonly direction: "ascending" | "descending";
}

/** Made once: comparing by locale anew for each pair is slow with hundreds of rows. */
const collator = new Intl.Collator("zh-CN");

/** null = as the host sends them. */
export function sortRows(
  rows: readonly FilingRow[],
  sorting: Sorting | null,
): readonly FilingRow[] {
  const sortKey = filingColumns.find(
    ({ id }) => id === sorting?.columnId,
  )?.sortKey;
  if (sorting === null || sortKey === undefined) return rows;
  const sign = sorting.direction === "ascending" ? 1 : -1;
  return rows.toSorted(
    (one, other) => sign * collator.compare(sortKey(one), sortKey(other)),
  );
}

/** Ascending, descending, and back to the host's order. */
export function nextSorting(
  columnId: string,
  sorting: Sorting | null,
): Sorting | null {
  if (sorting?.columnId !== columnId)
    return { columnId, direction: "ascending" };
  return sorting.direction === "ascending"
    ? { columnId, direction: "descending" }
    : null;
}
