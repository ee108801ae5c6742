import { accountNameLimits, isAccountName } from "../identity/account-name.ts";
import {
  isIdNumberConsistent,
  isIdNumberShape,
} from "../identity/id-number.ts";
import { hasRightCheckCharacter, isUsccShape } from "../identity/uscc.ts";
import {
  displayNameLength,
  displayNameLimit,
  isDisplayName,
  isEnterpriseName,
} from "../identity/written-name.ts";
import { areRegionsNested, countiesOfCity } from "../regions/regions.ts";
import {
  judgeDays,
  judgeEmail,
  judgeMobile,
  judgePerson,
} from "./check-contact.ts";
import {
  judgeDocument,
  judgePersonName,
  judgeText,
  longestNumber,
  problemsOf,
  type Finding,
  type Findings,
  type RegistrationCheck,
  type RegistrationPlace,
  type RegistrationWarning,
} from "./registration-rules.ts";
import {
  enterpriseTypes,
  type DocumentType,
  type RegisteredContact,
  type RegisteredEnterprise,
  type Registration,
} from "./registration.ts";

type RegisteredAddress = NonNullable<RegisteredEnterprise["address"]>;

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
    ...(contact.isSameAsLegalPerson
      ? judgeSameness(contact, enterprise)
      : judgePerson(contact)),
    ...judgeDays(contact, context.now),
    ...judgeEmail(contact),
    ...judgeMobile(contact),
  ];
  return {
    problems: problemsOf(findings),
    warnings: warningsOf(registration),
  };
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

/** Of the same document everything was said at the legal person. */
function judgeSameness(
  contact: RegisteredContact,
  enterprise: RegisteredEnterprise | null,
): Findings {
  const legalPerson = enterprise?.legalPerson;
  const isSame =
    legalPerson?.name === contact.name &&
    legalPerson.documentType === contact.documentType &&
    legalPerson.documentNumber === contact.documentNumber;
  return [
    ["contactName", isSame ? null : { code: "differs-from-legal-person" }],
  ];
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
  if (!contact.isSameAsLegalPerson) doubt("contactDocumentNumber", contact);
  return warnings;
}
