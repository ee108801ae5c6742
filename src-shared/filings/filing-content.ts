import { z } from "zod";

export const fileKinds = [
  "businessLicenceOriginal",
  "businessLicenceDuplicate",
  "officialSeal",
  "enterpriseIntroduction",
  "businessOperations",
  "threeYearPlan",
  "implementationPlan",
  "officialLetter",
  "commitmentLetter",
  "vehicleAnnouncementProof",
  "premisesProof",
  "appraiserQualificationProof",
  "salesCooperationProof",
  "financialProof",
] as const;
export const fileKindSchema = z.enum(fileKinds);
export type FileKind = z.infer<typeof fileKindSchema>;

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** A file as a filing names it; the bytes are found by their digest. */
export const attachmentSchema = z.strictObject({
  fileName: z.string().min(1).max(1000),
  size: z.int().positive(),
  mediaType: z.string().max(100),
  sha256: sha256Schema,
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** Longer than any rule allows, so that a draft keeps what was typed and the rules say what is wrong. */
const typed = z.string().max(20_000);

/**
 * The fields as typed; "" = not filled. Text keeps decimals exact and lets a draft hold half a number.
 * Dates are `YYYY-MM-DD`, region codes GB/T 2260.
 */
export const filingFieldsSchema = z.strictObject({
  enterpriseName: typed,
  provinceCode: typed,
  cityCode: typed,
  countyCode: typed,
  street: typed,
  uscc: typed,
  customsCode: typed,
  enterpriseNature: typed,
  enterpriseCategory: z.enum(["", "manufacturer", "distributor"]),
  legalRepresentative: typed,
  registeredCapital: typed,
  businessArea: typed,
  establishedOn: typed,
  employeeCount: typed,
  exportStaffCount: typed,
  operatingFrom: typed,
  operatingUntil: typed,
  isOperatingLongTerm: z.boolean(),
  enterpriseScale: typed,
  businessScope: typed,
  contactName: typed,
  contactPosition: typed,
  contactMobile: typed,
  contactEmail: typed,
});
export type FilingFields = z.infer<typeof filingFieldsSchema>;
export type FieldName = keyof FilingFields;
export type EnterpriseCategory = FilingFields["enterpriseCategory"];

export const filingFilesSchema = z.strictObject(
  Object.fromEntries(
    fileKinds.map((kind) => [kind, attachmentSchema.nullable()]),
  ) as Record<FileKind, z.ZodNullable<typeof attachmentSchema>>,
);
export type FilingFiles = z.infer<typeof filingFilesSchema>;

export const filingContentSchema = z.strictObject({
  fields: filingFieldsSchema,
  /** Files of the other 企业类别 stay here, aside; only the list of the chosen one is checked and submitted. */
  files: filingFilesSchema,
});
export type FilingContent = z.infer<typeof filingContentSchema>;

export function emptyFilingContent(known: {
  uscc: string;
  enterpriseName: string;
}): FilingContent {
  const fields: FilingFields = {
    enterpriseName: known.enterpriseName,
    provinceCode: "",
    cityCode: "",
    countyCode: "",
    street: "",
    uscc: known.uscc,
    customsCode: "",
    enterpriseNature: "",
    enterpriseCategory: "",
    legalRepresentative: "",
    registeredCapital: "",
    businessArea: "",
    establishedOn: "",
    employeeCount: "",
    exportStaffCount: "",
    operatingFrom: "",
    operatingUntil: "",
    isOperatingLongTerm: false,
    enterpriseScale: "",
    businessScope: "",
    contactName: "",
    contactPosition: "",
    contactMobile: "",
    contactEmail: "",
  };
  const files = Object.fromEntries(
    fileKinds.map((kind) => [kind, null]),
  ) as FilingFiles;
  return { fields, files };
}
