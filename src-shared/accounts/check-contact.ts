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

/** Rules of a changed contact. Whether it equals the legal person is the affair of whoever has both. */
export function checkContact(
  contact: JudgedContact,
  context: { readonly now: Date },
): RegistrationProblem[] {
  return problemsOf([
    ...judgePerson(contact),
    ...judgeReach(contact, context.now),
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

export function judgeReach(contact: JudgedContact, now: Date): Findings {
  const { validFrom, validUntil, email, mobile } = contact;
  const today = shanghaiDay(now);
  return [
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
