import { checkContact } from "../../src-shared/accounts/check-contact.ts";
import type { DocumentType } from "../../src-shared/accounts/registration.ts";
import type {
  ChangedContact,
  OwnAccount,
} from "../../src-shared/companion-api/account-shapes.ts";
import { changeContactText } from "../text/account-text.ts";
import { codeText } from "../text/captcha-text.ts";
import { sayRegistrationProblem } from "../text/registration-text.ts";
import { isVerificationCode } from "../ui/fields/typed-text.ts";
import type { AccountPlace } from "./refused-place.ts";

/** The dialog 修改联系人信息 as typed. */
export interface ContactDraft {
  readonly email: string;
  readonly mobile: string;
  readonly isPersonChanged: boolean;
  readonly name: string;
  readonly documentType: DocumentType;
  /** "" = as it was; the page knows it only masked. */
  readonly documentNumber: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly isLongTerm: boolean;
  readonly smsCode: string;
  readonly emailCode: string;
  readonly password: string;
}

export function draftOf({ contact }: OwnAccount): ContactDraft {
  const { person } = contact;
  return {
    email: contact.email,
    mobile: contact.mobile,
    isPersonChanged: !isPersonKnown(contact),
    name: person?.name ?? "",
    documentType: person?.documentType ?? "resident-id",
    documentNumber: "",
    validFrom: person?.validFrom ?? "",
    validUntil: person?.validUntil ?? "",
    isLongTerm: isPersonKnown(contact) && person?.validUntil === null,
    smsCode: "",
    emailCode: "",
    password: "",
  };
}

/** Of an account of the earlier system nobody is known, of one that a key's holder took over the name alone. */
export function isPersonKnown({ person }: OwnAccount["contact"]): boolean {
  return person !== null && person.validFrom !== "";
}

export function changedContactOf(
  draft: ContactDraft,
  { contact }: OwnAccount,
): ChangedContact {
  const { person } = contact;
  const isNumberKept =
    person !== null &&
    isPersonKnown(contact) &&
    draft.documentNumber === "" &&
    draft.documentType === person.documentType;
  return {
    isSameAsLegalPerson:
      !draft.isPersonChanged && person?.isSameAsLegalPerson === true,
    name: draft.name,
    documentType: draft.documentType,
    documentNumber: isNumberKept ? null : draft.documentNumber,
    validFrom: draft.validFrom,
    validUntil: draft.isLongTerm ? null : draft.validUntil,
    email: draft.email,
    mobile: draft.mobile,
  };
}

export function isMobileChanged(draft: ContactDraft, own: OwnAccount): boolean {
  return draft.mobile !== own.contact.mobile;
}

export function isEmailChanged(draft: ContactDraft, own: OwnAccount): boolean {
  return draft.email.toLowerCase() !== own.contact.email;
}

/** Sentences by place, in the order of the dialog. */
export function judgeDraft(
  draft: ContactDraft,
  own: OwnAccount,
  now: Date,
): Partial<Record<AccountPlace, string>> {
  const found: Partial<Record<AccountPlace, string>> = Object.fromEntries(
    checkContact(changedContactOf(draft, own), {
      now,
      keeps: {
        person: !draft.isPersonChanged,
        email: !isEmailChanged(draft, own),
      },
    }).map((problem) => [problem.place, sayRegistrationProblem(problem)]),
  );
  if (isEmailChanged(draft, own) && !isVerificationCode(draft.emailCode))
    found.emailCode = codeText.mail.required;
  if (isMobileChanged(draft, own) && !isVerificationCode(draft.smsCode))
    found.smsCode = codeText.sms.required;
  if (draft.password === "")
    found.password = changeContactText.passwordRequired;
  return found;
}

/** What the API gets. */
export function changeOf(draft: ContactDraft, own: OwnAccount) {
  return {
    contact: changedContactOf(draft, own),
    password: draft.password,
    smsCode: isMobileChanged(draft, own) ? draft.smsCode : null,
    emailCode: isEmailChanged(draft, own) ? draft.emailCode : null,
  };
}
