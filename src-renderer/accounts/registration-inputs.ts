import type { RegistrationPlace } from "../../src-shared/accounts/registration-rules.ts";
import type { TypedRegistration } from "../../src-shared/accounts/typed-registration.ts";
import { settleDate, settleText } from "../ui/fields/settled-text.ts";
import {
  acceptAnything,
  acceptDate,
  acceptEmail,
  acceptMobile,
  halfWidth,
  type Accept,
} from "../ui/fields/typed-text.ts";

export type RegistrationText = Exclude<
  keyof TypedRegistration,
  "accountType" | "isSameAsLegalPerson" | "isLongTerm" | DocumentTypeName
>;
type DocumentTypeName = "legalPersonDocumentType" | "contactDocumentType";

/** Codes and numbers are what an input method's full-width signs and small letters were meant to be. */
const acceptCode: Accept = (next) =>
  halfWidth(next).replace(/\s/g, "").toUpperCase();
const acceptAccountName: Accept = (next) => halfWidth(next).replace(/\s/g, "");

const accepts: Partial<Record<RegistrationText, Accept>> = {
  accountName: acceptAccountName,
  uscc: acceptCode,
  legalPersonDocumentNumber: acceptCode,
  contactDocumentNumber: acceptCode,
  validFrom: acceptDate,
  validUntil: acceptDate,
  email: acceptEmail,
  mobile: acceptMobile,
};

export function acceptOf(name: RegistrationText): Accept {
  return accepts[name] ?? acceptAnything;
}

/** These fields as they are when left; the same object where nothing changes. */
export function settleRegistration(
  typed: TypedRegistration,
  places: readonly RegistrationPlace[],
): TypedRegistration {
  let settled = typed;
  for (const place of places) {
    if (!(place in typed)) continue;
    const name = place as RegistrationText;
    const text = settled[name];
    const isDay = name === "validFrom" || name === "validUntil";
    const next = isDay ? settleDate(text) : settleText(text);
    if (next !== text) settled = { ...settled, [name]: next };
  }
  return settled;
}
