import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import type { LocalFiling } from "./local-filing.ts";

/** What 导出 hands on: as it was typed last, of a 新增 that is still being filled in. Null: there is nothing to hand on. */
export function exportableContent({
  kind,
  state,
  content,
  workingCopy,
}: LocalFiling): FilingContent | null {
  const isOpen =
    state === "draft" || state === "to-submit" || state === "returned";
  // 变更 is a change of what this enterprise has approved; imported, it would become another application.
  return kind === "new" && isOpen ? (workingCopy?.content ?? content) : null;
}
