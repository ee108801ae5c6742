import type { FieldName } from "../../src-shared/filings/filing-content.ts";

/** The fields of part 1 in the manual's order; form, detail and what-you-sign alike. */
export const basicFieldOrder = [
  "enterpriseName",
  "provinceCode",
  "cityCode",
  "countyCode",
  "street",
  "uscc",
  "customsCode",
  "enterpriseNature",
  "enterpriseCategory",
  "legalRepresentative",
  "registeredCapital",
  "businessArea",
  "establishedOn",
  "employeeCount",
  "exportStaffCount",
  "operatingFrom",
  "operatingUntil",
  "isOperatingLongTerm",
  "enterpriseScale",
  "businessScope",
] as const satisfies readonly FieldName[];

/** The fields of part 3. */
export const contactFieldOrder = [
  "contactName",
  "contactPosition",
  "contactMobile",
  "contactEmail",
] as const satisfies readonly FieldName[];
