import { randomUUID } from "node:crypto";
import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import type { FilingTables } from "./filing-tables.ts";
import type { FilingRowValue } from "./local-filing.ts";

/** What the form of a filing shows. */
export function shownContent({
  content,
  workingCopy,
}: Pick<FilingRowValue, "content" | "workingCopy">): FilingContent {
  return workingCopy?.content ?? content;
}

export function shownSince({
  workingCopy,
  updatedAt,
}: Pick<FilingRowValue, "workingCopy" | "updatedAt">): string {
  return workingCopy?.savedAt ?? updatedAt;
}

/** The draft or working copy that a click gives up or replaces: for 30 days that can be taken back. */
export function setAsideTyped(
  { rescues, now }: FilingTables,
  filing: FilingRowValue,
): void {
  const { id, content, workingCopy, toCheck } = filing;
  rescues.put({
    id: randomUUID(),
    filingId: id,
    reason: "discarded",
    typedAt: shownSince(filing),
    leftAt: now().toISOString(),
    content: shownContent(filing),
    base: { content: workingCopy === null ? null : content, isCopy: false },
    toCheck,
  });
}

export function forgetCopy({ filings }: FilingTables, filingId: string): void {
  filings.dropWorkingCopy(filingId);
  const row = filings.read(filingId);
  if (row !== null && row.movedUnderCopy !== null)
    filings.write({ ...row, movedUnderCopy: null });
}
