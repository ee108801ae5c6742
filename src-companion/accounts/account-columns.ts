import type { z } from "zod";
import {
  registeredContactSchema,
  registeredEnterpriseSchema,
  type RegisteredContact,
  type RegisteredEnterprise,
} from "../../src-shared/accounts/registration.ts";
import type { AccountRow } from "./account-store.ts";
import type { AccountSecrets } from "./account-secrets.ts";

const { legalPerson } = registeredEnterpriseSchema.shape;
const keptEnterpriseSchema = registeredEnterpriseSchema
  .omit({ legalPerson: true })
  .extend({
    legalPerson: legalPerson.omit({ documentNumber: true }).nullable(),
  });
const keptPersonSchema = registeredContactSchema.omit({
  documentNumber: true,
  email: true,
  mobile: true,
});
type KeptEnterprise = z.infer<typeof keptEnterpriseSchema>;
type KeptPerson = z.infer<typeof keptPersonSchema>;

/** The numbers of documents leave what is kept in clear and are sealed for this account alone. */
export function enterpriseColumns(
  secrets: AccountSecrets,
  id: string,
  enterprise: RegisteredEnterprise | null,
): Pick<
  AccountRow,
  "uscc" | "enterprise_name" | "enterprise" | "legal_person_number"
> {
  if (enterprise === null)
    return {
      uscc: null,
      enterprise_name: null,
      enterprise: null,
      legal_person_number: null,
    };
  const { documentNumber, ...person } = enterprise.legalPerson;
  const kept: KeptEnterprise = { ...enterprise, legalPerson: person };
  return {
    uscc: enterprise.uscc,
    enterprise_name: enterprise.enterpriseName,
    enterprise: JSON.stringify(kept),
    legal_person_number: secrets.seal(documentNumber, legalPersonContext(id)),
  };
}

export function contactColumns(
  secrets: AccountSecrets,
  id: string,
  contact: RegisteredContact,
  emailProvenAt: string | null,
): Pick<
  AccountRow,
  "contact" | "contact_number" | "mobile" | "email" | "email_proven_at"
> {
  const { documentNumber, email, mobile, ...person } = contact;
  return {
    contact: JSON.stringify(person satisfies KeptPerson),
    contact_number: secrets.seal(documentNumber, contactContext(id)),
    mobile,
    email: email.toLowerCase(),
    email_proven_at: emailProvenAt,
  };
}

/** The document is told with the next change of the contact. */
export function nameOnlyColumns(
  name: string,
): Pick<AccountRow, "contact" | "contact_number"> {
  const person: KeptPerson = {
    isSameAsLegalPerson: false,
    name,
    documentType: "resident-id",
    validFrom: "",
    validUntil: null,
  };
  return { contact: JSON.stringify(person), contact_number: null };
}

export function readEnterprise({
  enterprise,
}: AccountRow): KeptEnterprise | null {
  return enterprise === null
    ? null
    : keptEnterpriseSchema.parse(JSON.parse(enterprise));
}

export function readPerson({ contact }: AccountRow): KeptPerson | null {
  return contact === null ? null : keptPersonSchema.parse(JSON.parse(contact));
}

/** "" where there is none, or where it can no longer be read. */
export function openNumbers(
  secrets: AccountSecrets,
  row: AccountRow,
): { legalPerson: string; contact: string } {
  const open = (sealed: string | null, context: string): string =>
    sealed === null ? "" : (secrets.open(sealed, context) ?? "");
  return {
    legalPerson: open(row.legal_person_number, legalPersonContext(row.id)),
    contact: open(row.contact_number, contactContext(row.id)),
  };
}

function legalPersonContext(id: string): string {
  return `${id} legal person`;
}

function contactContext(id: string): string {
  return `${id} contact`;
}
