import { isDay } from "../filings/check-filing.ts";
import { isIdNumberShape } from "../identity/id-number.ts";
import { isPersonName } from "../identity/written-name.ts";
import type { DocumentType } from "./registration.ts";

/** Every field of the page 注册, in its order; the last four travel beside the registration. */
export const registrationPlaces = [
  "accountName",
  "displayName",
  "password",
  "confirmedPassword",
  "accountType",
  "enterpriseType",
  "enterpriseName",
  "uscc",
  "legalPersonDocumentType",
  "legalPersonName",
  "legalPersonDocumentNumber",
  "provinceCode",
  "cityCode",
  "countyCode",
  "contactName",
  "contactDocumentType",
  "contactDocumentNumber",
  "validFrom",
  "validUntil",
  "email",
  "mobile",
  "smsCode",
  "agreement",
] as const;
export type RegistrationPlace = (typeof registrationPlaces)[number];

export type RegistrationProblemCode =
  | "required"
  | "too-long"
  | "account-name-shape"
  | "display-name-characters"
  | "enterprise-name-characters"
  | "person-name-characters"
  | "not-in-list"
  | "uscc-shape"
  | "id-number-shape"
  | "document-number-shape"
  | "region-mismatch"
  | "differs-from-legal-person"
  | "date-shape"
  | "date-in-future"
  | "ends-before-start"
  | "document-expired"
  | "email-shape"
  | "mobile-shape";

export type RegistrationWarningCode =
  "uscc-check-character" | "id-number-check";

export interface RegistrationProblem {
  readonly place: RegistrationPlace;
  readonly code: RegistrationProblemCode;
  /** The number in the rule, where it has one. */
  readonly limit?: number;
}

export interface RegistrationWarning {
  readonly place: RegistrationPlace;
  readonly code: RegistrationWarningCode;
}

export interface RegistrationCheck {
  /** In the order of the page; 注册 needs an empty list. */
  readonly problems: readonly RegistrationProblem[];
  /** Said, never blocking. */
  readonly warnings: readonly RegistrationWarning[];
}

/** null = nothing to say. */
export type Finding = Omit<RegistrationProblem, "place"> | null;
export type Findings = readonly (readonly [RegistrationPlace, Finding])[];

export function problemsOf(findings: Findings): RegistrationProblem[] {
  return findings.flatMap(([place, found]) =>
    found === null ? [] : [{ place, ...found }],
  );
}

export const longestNumber = 30;

export function judgeText(
  text: string,
  limit: number,
  isRight: (text: string) => boolean,
  code: RegistrationProblemCode,
): Finding {
  if (text.trim() === "") return { code: "required" };
  if (Array.from(text).length > limit) return { code: "too-long", limit };
  return isRight(text) ? null : { code };
}

export function judgePersonName(name: string): Finding {
  return judgeText(name, 50, isPersonName, "person-name-characters");
}

export function judgeDocument(document: {
  documentType: DocumentType;
  documentNumber: string;
}): Finding {
  const { documentType, documentNumber } = document;
  return documentType === "resident-id"
    ? judgeText(
        documentNumber,
        longestNumber,
        isIdNumberShape,
        "id-number-shape",
      )
    : judgeText(
        documentNumber,
        longestNumber,
        (text) => /^[A-Z0-9]{5,20}$/.test(text),
        "document-number-shape",
      );
}

export function judgeStart(from: string, today: string): Finding {
  if (from.trim() === "") return { code: "required" };
  if (!isDay(from)) return { code: "date-shape" };
  return from > today ? { code: "date-in-future" } : null;
}

export function judgeEnd(until: string, from: string, today: string): Finding {
  if (until.trim() === "") return { code: "required" };
  if (!isDay(until)) return { code: "date-shape" };
  if (isDay(from) && until <= from) return { code: "ends-before-start" };
  return until < today ? { code: "document-expired" } : null;
}
