import { shanghaiDay } from "../filings/validity.ts";
import { isEmail } from "../identity/email.ts";
import { isMainlandMobile } from "../identity/mobile.ts";
import type { RegisteredContact } from "./registration.ts";
import {
  judgeDocument,
  judgeEnd,
  judgePersonName,
  judgeStart,
  judgeText,
  longestNumber,
  problemsOf,
  type Findings,
  type RegistrationProblem,
} from "./registration-rules.ts";

/** A contact at 注册, or a changed one: there a number that stays as it was is null. */
export type JudgedContact = Omit<RegisteredContact, "documentNumber"> & {
  readonly documentNumber: string | null;
};

export interface KeptParts {
  readonly person: boolean;
  readonly email: boolean;
}

/**
 * Rules of a changed contact. What it keeps is not judged again: a document may have run out since, an account of the
 * earlier system may have no mail. Whether it equals the legal person is the affair of whoever has both.
 */
export function checkContact(
  contact: JudgedContact,
  { now, keeps }: { readonly now: Date; readonly keeps: KeptParts },
): RegistrationProblem[] {
  return problemsOf([
    ...(keeps.person
      ? []
      : [...judgePerson(contact), ...judgeDays(contact, now)]),
    ...(keeps.email ? [] : judgeEmail(contact)),
    ...judgeMobile(contact),
  ]);
}

export function judgePerson({
  name,
  documentType,
  documentNumber,
}: JudgedContact): Findings {
  return [
    ["contactName", judgePersonName(name)],
    [
      "contactDocumentNumber",
      documentNumber === null
        ? null
        : judgeDocument({ documentType, documentNumber }),
    ],
  ];
}

export function judgeDays(
  { validFrom, validUntil }: JudgedContact,
  now: Date,
): Findings {
  const today = shanghaiDay(now);
  return [
    ["validFrom", judgeStart(validFrom, today)],
    [
      "validUntil",
      validUntil === null ? null : judgeEnd(validUntil, validFrom, today),
    ],
  ];
}

export function judgeEmail({ email }: JudgedContact): Findings {
  return [["email", judgeText(email, 254, isEmail, "email-shape")]];
}

export function judgeMobile({ mobile }: JudgedContact): Findings {
  return [
    [
      "mobile",
      judgeText(mobile, longestNumber, isMainlandMobile, "mobile-shape"),
    ],
  ];
}
