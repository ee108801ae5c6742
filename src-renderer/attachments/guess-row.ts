import type { RequiredFile } from "../../src-shared/filings/file-lists.ts";
import type { FileKind } from "../../src-shared/filings/filing-content.ts";
import { fileLabels } from "../text/field-labels.ts";
import { canBeShrunk, judgeBeforeSending } from "./judge-before-sending.ts";

export type Assignment = readonly (FileKind | null)[];

/** Files named after a row go there, where they fit; the clerk sees and changes it before anything is attached. */
export function guessRows(
  files: readonly { name: string; size: number }[],
  requirements: readonly RequiredFile[],
): Assignment {
  const given = new Set<FileKind>();
  return files.map((file) => {
    const found = requirements.find(
      (requirement) =>
        !given.has(requirement.kind) &&
        plain(file.name).includes(plain(fileLabels[requirement.kind])) &&
        canStandIn(requirement, file),
    );
    if (found === undefined) return null;
    given.add(found.kind);
    return found.kind;
  });
}

function canStandIn(
  requirement: RequiredFile,
  file: { name: string; size: number },
): boolean {
  const problem = judgeBeforeSending(file, requirement);
  return problem === null || canBeShrunk(file, problem);
}

function plain(name: string): string {
  return name.normalize("NFC").replace(/[《》\s_-]/g, "");
}
