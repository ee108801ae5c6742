import {
  basicFiles,
  declaredFiles,
} from "../../src-shared/filings/file-lists.ts";
import {
  fileKinds,
  type EnterpriseCategory,
  type FileKind,
  type FilingFiles,
} from "../../src-shared/filings/filing-content.ts";
import type {
  FilingPlace,
  FilingProblem,
} from "../../src-shared/filings/check-filing.ts";
import { contactFieldOrder } from "../ui/form-order.ts";

export const formParts = ["basics", "files", "contact"] as const;
export type FormPart = (typeof formParts)[number];

const basicKinds: readonly FilingPlace[] = basicFiles.map(({ kind }) => kind);
const contactPlaces: readonly FilingPlace[] = contactFieldOrder;
const everyFileKind: readonly FilingPlace[] = fileKinds;

export function partOf(place: FilingPlace): FormPart {
  if (contactPlaces.includes(place)) return "contact";
  return everyFileKind.includes(place) && !basicKinds.includes(place)
    ? "files"
    : "basics";
}

/** How many places of this part still want something. */
export function countOpen(
  problems: readonly FilingProblem[],
  part: FormPart,
): number {
  return problems.filter(({ place }) => partOf(place) === part).length;
}

/** Files attached for the other 企业类别: kept, not checked, not submitted. */
export function filesKeptAside(
  category: EnterpriseCategory,
  files: FilingFiles,
): FileKind[] {
  const inUse = new Set(
    [...basicFiles, ...declaredFiles(category)].map(({ kind }) => kind),
  );
  return fileKinds.filter((kind) => files[kind] !== null && !inUse.has(kind));
}
