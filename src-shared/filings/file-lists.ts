import type { EnterpriseCategory, FileKind } from "./filing-content.ts";

export type FileType = "jpg" | "png" | "pdf" | "doc" | "docx";

export interface RequiredFile {
  readonly kind: FileKind;
  readonly types: readonly FileType[];
  /** Bytes; the manual's 300K and 10M, read as binary units. */
  readonly limit: number;
}

export const pictureLimit = 300 * 1024;
export const documentLimit = 10 * 1024 * 1024;

const picture = { types: ["jpg", "png"], limit: pictureLimit } as const;
const anyDocument = {
  types: ["jpg", "png", "pdf", "doc", "docx"],
  limit: documentLimit,
} as const;
const pdf = { types: ["pdf"], limit: documentLimit } as const;

export const basicFiles: readonly RequiredFile[] = [
  { kind: "businessLicenceOriginal", ...picture },
  { kind: "businessLicenceDuplicate", ...picture },
  { kind: "officialSeal", ...picture },
];

const everyCategory: readonly RequiredFile[] = [
  { kind: "enterpriseIntroduction", ...anyDocument },
  { kind: "businessOperations", ...anyDocument },
  { kind: "threeYearPlan", ...anyDocument },
  { kind: "implementationPlan", ...anyDocument },
  { kind: "officialLetter", ...pdf },
  { kind: "commitmentLetter", ...pdf },
];

const ofCategory: Record<
  Exclude<EnterpriseCategory, "">,
  readonly RequiredFile[]
> = {
  manufacturer: [{ kind: "vehicleAnnouncementProof", ...pdf }],
  distributor: [
    { kind: "premisesProof", ...anyDocument },
    { kind: "appraiserQualificationProof", ...anyDocument },
    { kind: "salesCooperationProof", ...anyDocument },
    { kind: "financialProof", ...anyDocument },
  ],
};

/** 2.企业申报材料 of this 企业类别, in the manual's order; before one is chosen, the files every category needs. */
export function declaredFiles(
  category: EnterpriseCategory,
): readonly RequiredFile[] {
  return category === ""
    ? everyCategory
    : [...everyCategory, ...ofCategory[category]];
}

/** All files that count for this 企业类别: 影像 of part 1 and part 2. */
export function filesOfCategory(
  category: EnterpriseCategory,
): readonly RequiredFile[] {
  return [...basicFiles, ...declaredFiles(category)];
}

const allFiles = [
  ...basicFiles,
  ...everyCategory,
  ...ofCategory.manufacturer,
  ...ofCategory.distributor,
];

/** Types and limit of one row, whatever the category. */
export function requirementOf(kind: FileKind): RequiredFile {
  const requirement = allFiles.find((file) => file.kind === kind);
  if (requirement === undefined)
    throw new TypeError(`no such file row: ${kind}`);
  return requirement;
}
