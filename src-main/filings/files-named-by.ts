import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import type { FilingRowValue } from "./local-filing.ts";

/** SHA-256 of every file that some version of this filing names: saved, typed, approved, or held by the API. */
export function filesNamedBy({
  content,
  workingCopy,
  approval,
  serverRecord,
  pending,
}: FilingRowValue): string[] {
  const undone = pending?.kind === "delete" ? pending.before : undefined;
  const contents: (FilingContent | undefined)[] = [
    content,
    workingCopy?.content,
    approval?.content,
    serverRecord?.content,
    // 撤销删除 brings these back.
    undone?.content,
    undone?.workingCopy?.content,
  ];
  return contents.flatMap(filesOf);
}

export function filesOf(content: FilingContent | null | undefined): string[] {
  return Object.values(content?.files ?? {}).flatMap((file) =>
    file === null ? [] : [file.sha256],
  );
}
