import { checkContact } from "../../src-shared/accounts/check-contact.ts";
import type { DocumentType } from "../../src-shared/accounts/registration.ts";
import type { RegistrationPlace } from "../../src-shared/accounts/registration-rules.ts";
import type {
  ChangedContact,
  OwnAccount,
} from "../../src-shared/companion-api/account-shapes.ts";
import { sayRegistrationProblem } from "../text/registration-text.ts";

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
}

export function draftOf({ contact }: OwnAccount): ContactDraft {
  const { person } = contact;
  return {
    email: contact.email,
    mobile: contact.mobile,
    // Taken over from the earlier system: nothing is known that could stay.
    isPersonChanged: person === null,
    name: person?.name ?? "",
    documentType: person?.documentType ?? "resident-id",
    documentNumber: "",
    validFrom: person?.validFrom ?? "",
    validUntil: person?.validUntil ?? "",
    isLongTerm: person !== null && person.validUntil === null,
    smsCode: "",
  };
}

export function changedContactOf(
  draft: ContactDraft,
  { contact }: OwnAccount,
): ChangedContact {
  const { person } = contact;
  const isNumberKept =
    person !== null &&
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

/** Sentences by place. */
export function judgeDraft(
  draft: ContactDraft,
  own: OwnAccount,
  now: Date,
): Partial<Record<RegistrationPlace, string>> {
  return Object.fromEntries(
    checkContact(changedContactOf(draft, own), { now }).map((problem) => [
      problem.place,
      sayRegistrationProblem(problem),
    ]),
  );
}
