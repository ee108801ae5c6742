import type {
  FieldName,
  FilingFields,
} from "../../src-shared/filings/filing-content.ts";
import {
  acceptAnything,
  acceptCustomsCode,
  acceptDate,
  acceptDecimal,
  acceptEmail,
  acceptInteger,
  acceptMobile,
  type Accept,
} from "../ui/fields/typed-text.ts";
import {
  settleDate,
  settleDecimal,
  settleInteger,
  settleText,
} from "../ui/fields/settled-text.ts";

export type TextFieldName = Exclude<
  FieldName,
  "isOperatingLongTerm" | "enterpriseCategory"
>;

export interface FieldInput {
  /** While typing. */
  readonly accept: Accept;
  /** When the field is left. */
  readonly settle: (text: string) => string;
}

const plain: FieldInput = { accept: acceptAnything, settle: settleText };
const date: FieldInput = { accept: acceptDate, settle: settleDate };
const integer: FieldInput = { accept: acceptInteger, settle: settleInteger };
const decimal = (maxDecimals: number): FieldInput => ({
  accept: acceptDecimal(maxDecimals),
  settle: settleDecimal,
});

const special: Partial<Record<TextFieldName, FieldInput>> = {
  customsCode: { accept: acceptCustomsCode, settle: settleText },
  registeredCapital: decimal(6),
  businessArea: decimal(2),
  establishedOn: date,
  operatingFrom: date,
  operatingUntil: date,
  employeeCount: integer,
  exportStaffCount: integer,
  contactMobile: { accept: acceptMobile, settle: settleText },
  contactEmail: { accept: acceptEmail, settle: settleText },
};

export function inputOf(name: TextFieldName): FieldInput {
  return special[name] ?? plain;
}

/** The fields with this one as it is when left; the same object where nothing changes. */
export function settleField(
  fields: FilingFields,
  name: FieldName,
): FilingFields {
  if (name === "isOperatingLongTerm" || name === "enterpriseCategory")
    return fields;
  const settled = inputOf(name).settle(fields[name]);
  return settled === fields[name] ? fields : { ...fields, [name]: settled };
}
