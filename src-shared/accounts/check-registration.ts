import { accountNameLimits, isAccountName } from "../identity/account-name.ts";
import { isEmail } from "../identity/email.ts";
import {
  isIdNumberConsistent,
  isIdNumberShape,
} from "../identity/id-number.ts";
import { isMainlandMobile } from "../identity/mobile.ts";
import { hasRightCheckCharacter, isUsccShape } from "../identity/uscc.ts";
import {
  displayNameLength,
  displayNameLimit,
  isDisplayName,
  isEnterpriseName,
  isPersonName,
} from "../identity/written-name.ts";
import { isDay } from "../filings/check-filing.ts";
import { shanghaiDay } from "../filings/validity.ts";
import { areRegionsNested, countiesOfCity } from "../regions/regions.ts";
import {
  enterpriseTypes,
  type DocumentType,
  type RegisteredContact,
  type RegisteredEnterprise,
  type Registration,
} from "./registration.ts";

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

type RegisteredAddress = NonNullable<RegisteredEnterprise["address"]>;
type Finding = Omit<RegistrationProblem, "place"> | null;
type Findings = readonly (readonly [RegistrationPlace, Finding])[];

/** All rules of mission 1.3 but those of the secrets, by the page while typing and by the API as judge. */
export function checkRegistration(
  registration: Registration,
  context: { readonly now: Date },
): RegistrationCheck {
  const { accountName, displayName, enterprise, contact } = registration;
  const findings: Findings = [
    ["accountName", judgeAccountName(accountName)],
    ["displayName", judgeDisplayName(displayName)],
    ...(enterprise === null ? [] : judgeEnterprise(enterprise)),
    ...judgeContact(contact, enterprise, shanghaiDay(context.now)),
  ];
  return {
    problems: findings.flatMap(([place, found]) =>
      found === null ? [] : [{ place, ...found }],
    ),
    warnings: warningsOf(registration),
  };
}

const longestNumber = 30;

function judgeText(
  text: string,
  limit: number,
  isRight: (text: string) => boolean,
  code: RegistrationProblemCode,
): Finding {
  if (text.trim() === "") return { code: "required" };
  if (Array.from(text).length > limit) return { code: "too-long", limit };
  return isRight(text) ? null : { code };
}

function judgeAccountName(name: string): Finding {
  return judgeText(
    name,
    accountNameLimits.longest,
    isAccountName,
    "account-name-shape",
  );
}

function judgeDisplayName(name: string): Finding {
  if (name.trim() === "") return { code: "required" };
  if (displayNameLength(name) > displayNameLimit)
    return { code: "too-long", limit: displayNameLimit };
  return isDisplayName(name) ? null : { code: "display-name-characters" };
}

function judgeEnterprise(enterprise: RegisteredEnterprise): Findings {
  const { enterpriseType, enterpriseName, uscc, legalPerson, address } =
    enterprise;
  const findings: (readonly [RegistrationPlace, Finding])[] = [];
  if (enterpriseType !== null)
    findings.push(["enterpriseType", judgeType(enterpriseType)]);
  findings.push([
    "enterpriseName",
    judgeText(
      enterpriseName,
      100,
      isEnterpriseName,
      "enterprise-name-characters",
    ),
  ]);
  if (uscc !== null)
    findings.push([
      "uscc",
      judgeText(uscc, longestNumber, isUsccShape, "uscc-shape"),
    ]);
  findings.push(
    ["legalPersonName", judgePersonName(legalPerson.name)],
    ["legalPersonDocumentNumber", judgeDocument(legalPerson)],
  );
  if (address !== null) findings.push(...judgeAddress(address));
  return findings;
}

function judgeType(type: string): Finding {
  if (type === "") return { code: "required" };
  return enterpriseTypes.some((known) => known === type)
    ? null
    : { code: "not-in-list" };
}

function judgePersonName(name: string): Finding {
  return judgeText(name, 50, isPersonName, "person-name-characters");
}

function judgeDocument(document: {
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

/** Each is judged only where the wider one is right: its problem is the first to mend. */
function judgeAddress(address: RegisteredAddress): Findings {
  const { province, city, county } = address;
  const isNested = (cityCode: string, countyCode: string) =>
    areRegionsNested({ provinceCode: province, cityCode, countyCode });
  const isProvinceRight = /^\d{2}0000$/.test(province);
  const isCityRight = isProvinceRight && isNested(city, "");
  const judge = (code: string, isRight: boolean, isWiderRight = true) => {
    if (code === "") return { code: "required" as const };
    return isRight || !isWiderRight
      ? null
      : { code: "region-mismatch" as const };
  };
  const hasNoCounty = isCityRight && countiesOfCity(city).length === 0;
  return [
    ["provinceCode", judge(province, isProvinceRight)],
    ["cityCode", judge(city, isCityRight, isProvinceRight)],
    [
      "countyCode",
      county === "" && hasNoCounty
        ? null
        : judge(county, isNested(city, county), isCityRight),
    ],
  ];
}

function judgeContact(
  contact: RegisteredContact,
  enterprise: RegisteredEnterprise | null,
  today: string,
): Findings {
  const { validFrom, validUntil, email, mobile } = contact;
  return [
    ["contactName", judgeContactName(contact, enterprise)],
    ["contactDocumentNumber", judgeDocument(contact)],
    ["validFrom", judgeStart(validFrom, today)],
    [
      "validUntil",
      validUntil === null ? null : judgeEnd(validUntil, validFrom, today),
    ],
    ["email", judgeText(email, 254, isEmail, "email-shape")],
    [
      "mobile",
      judgeText(mobile, longestNumber, isMainlandMobile, "mobile-shape"),
    ],
  ];
}

function judgeContactName(
  contact: RegisteredContact,
  enterprise: RegisteredEnterprise | null,
): Finding {
  const legalPerson = enterprise?.legalPerson;
  const isKept =
    !contact.isSameAsLegalPerson ||
    (legalPerson?.name === contact.name &&
      legalPerson.documentType === contact.documentType &&
      legalPerson.documentNumber === contact.documentNumber);
  return isKept
    ? judgePersonName(contact.name)
    : { code: "differs-from-legal-person" };
}

function judgeStart(from: string, today: string): Finding {
  if (from.trim() === "") return { code: "required" };
  if (!isDay(from)) return { code: "date-shape" };
  return from > today ? { code: "date-in-future" } : null;
}

function judgeEnd(until: string, from: string, today: string): Finding {
  if (until.trim() === "") return { code: "required" };
  if (!isDay(until)) return { code: "date-shape" };
  if (isDay(from) && until <= from) return { code: "ends-before-start" };
  return until < today ? { code: "document-expired" } : null;
}

function warningsOf(registration: Registration): RegistrationWarning[] {
  const { enterprise, contact } = registration;
  const warnings: RegistrationWarning[] = [];
  const uscc = enterprise?.uscc ?? "";
  if (isUsccShape(uscc) && !hasRightCheckCharacter(uscc))
    warnings.push({ place: "uscc", code: "uscc-check-character" });
  const doubt = (
    place: RegistrationPlace,
    document: { documentType: DocumentType; documentNumber: string },
  ) => {
    const { documentType, documentNumber } = document;
    if (
      documentType === "resident-id" &&
      isIdNumberShape(documentNumber) &&
      !isIdNumberConsistent(documentNumber)
    )
      warnings.push({ place, code: "id-number-check" });
  };
  if (enterprise !== null)
    doubt("legalPersonDocumentNumber", enterprise.legalPerson);
  doubt("contactDocumentNumber", contact);
  return warnings;
}
