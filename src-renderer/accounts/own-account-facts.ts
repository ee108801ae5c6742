import type { OwnAccount } from "../../src-shared/companion-api/account-shapes.ts";
import { regionName } from "../../src-shared/regions/regions.ts";
import { accountText } from "../text/account-text.ts";
import {
  accountTypeLabels,
  addressLabel,
  documentTypeLabels,
  registrationLabels,
  registrationText,
} from "../text/registration-text.ts";
import { sayMinute, sayPeriod } from "../text/say-time.ts";

export interface Fact {
  readonly label: string;
  /** "" = not filled. */
  readonly value: string;
}

export function accountFacts({
  account,
  createdAt,
  isBoundToOpenId,
}: OwnAccount): readonly Fact[] {
  return [
    { label: registrationLabels.accountName, value: account.name },
    { label: registrationLabels.displayName, value: account.displayName },
    {
      label: registrationLabels.accountType,
      value: accountTypeLabels[account.type],
    },
    { label: accountText.createdAt, value: sayMinute(createdAt) },
    ...(isBoundToOpenId
      ? [{ label: accountText.openId, value: accountText.openIdBound }]
      : []),
  ];
}

export function enterpriseFacts(
  enterprise: NonNullable<OwnAccount["enterprise"]>,
): readonly Fact[] {
  const { enterpriseType, enterpriseName, uscc, legalPerson, address } =
    enterprise;
  const optional = (label: string, value: string | null): Fact[] =>
    value === null ? [] : [{ label, value }];
  return [
    ...optional(registrationLabels.enterpriseType, enterpriseType),
    { label: registrationLabels.enterpriseName, value: enterpriseName },
    ...optional(registrationLabels.uscc, uscc),
    {
      label: registrationLabels.legalPersonName,
      value: legalPerson?.name ?? "",
    },
    {
      label: registrationLabels.legalPersonDocumentNumber,
      value: legalPerson === null ? "" : sayDocument(legalPerson),
    },
    ...optional(
      addressLabel,
      address === null
        ? null
        : [address.province, address.city, address.county]
            .filter((code) => code !== "")
            .map(regionName)
            .join(" "),
    ),
  ];
}

export function contactFacts({
  email,
  isEmailProven,
  mobile,
  person,
}: OwnAccount["contact"]): readonly Fact[] {
  return [
    { label: registrationLabels.contactName, value: sayName(person) },
    {
      label: registrationLabels.contactDocumentNumber,
      value: person === null ? "" : sayDocument(person),
    },
    {
      label: accountText.documentValidity,
      value:
        person === null || person.validFrom === ""
          ? ""
          : sayPeriod(
              person.validFrom,
              person.validUntil ?? registrationText.longTerm,
            ),
    },
    {
      label: registrationLabels.email,
      value:
        email === ""
          ? ""
          : `${email}（${isEmailProven ? accountText.emailProven : accountText.emailNotProven}）`,
    },
    { label: registrationLabels.mobile, value: mobile },
  ];
}

function sayName(person: OwnAccount["contact"]["person"]): string {
  if (person === null) return "";
  return person.isSameAsLegalPerson
    ? `${person.name}（${accountText.sameAsLegalPerson}）`
    : person.name;
}

function sayDocument(document: {
  documentType: keyof typeof documentTypeLabels;
  maskedDocumentNumber: string;
}): string {
  return document.maskedDocumentNumber === ""
    ? ""
    : `${documentTypeLabels[document.documentType]} ${document.maskedDocumentNumber}`;
}
