import type { OwnAccount } from "../../src-shared/companion-api/account-shapes.ts";
import { isBound } from "../open-id/binding-store.ts";
import type { CompanionParts } from "../companion-parts.ts";
import { openNumbers, readEnterprise, readPerson } from "./account-columns.ts";
import { knownAccountOf, type AccountRow } from "./account-store.ts";

/** What leaves of an account: no number of a document in full. */
export async function describeAccount(
  { database, secrets }: Pick<CompanionParts, "database" | "secrets">,
  row: AccountRow,
): Promise<OwnAccount> {
  const numbers = openNumbers(secrets, row);
  const enterprise = readEnterprise(row);
  const person = readPerson(row);
  return {
    account: knownAccountOf(row),
    enterprise:
      enterprise === null
        ? null
        : {
            ...enterprise,
            legalPerson:
              enterprise.legalPerson === null
                ? null
                : {
                    ...enterprise.legalPerson,
                    maskedDocumentNumber: maskNumber(numbers.legalPerson),
                  },
          },
    contact: {
      email: row.email,
      isEmailProven: row.email_proven_at !== null,
      mobile: row.mobile,
      person:
        person === null
          ? null
          : { ...person, maskedDocumentNumber: maskNumber(numbers.contact) },
    },
    createdAt: row.created_at,
    isBoundToOpenId: await isBound(database, row.id),
  };
}

/** Of 18 characters the first four and the last two, of short ones less; "" stays "". */
export function maskNumber(number: string): string {
  const shown = number.length >= 15 ? [4, 2] : [1, 1];
  const [before = 0, after = 0] = shown;
  const hidden = Math.max(number.length - before - after, 0);
  return hidden === 0
    ? "*".repeat(number.length)
    : number.slice(0, before) + "*".repeat(hidden) + number.slice(-after);
}

/** 138****5678 */
export function maskMobile(mobile: string): string {
  return mobile.length === 11
    ? `${mobile.slice(0, 3)}****${mobile.slice(-4)}`
    : "*".repeat(mobile.length);
}
