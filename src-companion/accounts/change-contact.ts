import { checkContact } from "../../src-shared/accounts/check-contact.ts";
import type { RegisteredContact } from "../../src-shared/accounts/registration.ts";
import type {
  ChangedContact,
  OwnAccount,
} from "../../src-shared/companion-api/account-shapes.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionParts } from "../companion-parts.ts";
import { requireOpenSession } from "../sessions/session-store.ts";
import type { AccountSession } from "../sessions/session.ts";
import {
  contactColumns,
  openNumbers,
  readEnterprise,
  readPerson,
} from "./account-columns.ts";
import {
  recordEvent,
  updateAccount,
  type AccountRow,
} from "./account-store.ts";
import { endResets } from "./close-account-row.ts";
import { checkCode, spendCode } from "./code-store.ts";
import { describeAccount } from "./describe-account.ts";
import { readOwnAccount, requirePassword } from "./own-account.ts";
import { refuseRegistration } from "./refuse-registration.ts";
import type { CodeProof } from "./code-proof.ts";

/**
 * With the password, since mobile and mail are what 找回账号密码 goes by; another mobile or mail is proven by a code to
 * it. Throws `password-wrong`, `account-locked`, `registration-refused`, `code-wrong`, `code-expired`.
 */
export async function changeContact(
  parts: CompanionParts,
  change: {
    readonly contact: ChangedContact;
    readonly password: string;
    readonly smsCode: string | null;
    readonly emailCode: string | null;
  },
  session: AccountSession,
  address: string,
): Promise<OwnAccount> {
  const { database, secrets, now } = parts;
  const at = now();
  const row = await readOwnAccount(parts, session);
  await requirePassword(parts, row, change.password);
  const whole = completeContact(parts, row, change.contact);
  const email = whole.email.toLowerCase();
  const isOtherEmail = email !== row.email;
  const keeps = { person: hasPerson(parts, row, whole), email: !isOtherEmail };
  refuseRegistration(checkContact(whole, { now: at, keeps }));
  const proofs: CodeProof[] = [];
  if (whole.mobile !== row.mobile) {
    const proof = { purpose: "change-mobile", to: whole.mobile } as const;
    await checkCode(parts, proof, change.smsCode ?? "");
    proofs.push(proof);
  }
  if (isOtherEmail) {
    const proof = { purpose: "email", to: email } as const;
    await checkCode(parts, proof, change.emailCode ?? "");
    proofs.push(proof);
  }
  const columns = contactColumns(
    secrets,
    row.id,
    whole,
    isOtherEmail ? at.toISOString() : row.email_proven_at,
  );
  await database.transaction().execute(async (transaction) => {
    await requireOpenSession(transaction, session);
    for (const proof of proofs) await spendCode(transaction, proof);
    await updateAccount(transaction, row.id, columns);
    // They were given for the mobile or mail that stood here until now.
    await endResets(transaction, row.id);
    await recordEvent(transaction, {
      accountId: row.id,
      event: "contact-changed",
      actor: "account",
      address,
      at,
    });
  });
  return describeAccount(parts, await readOwnAccount(parts, session));
}

/** Of the mail given at 注册: from now on 找回账号密码 may use it. Throws `code-wrong`, `code-expired`. */
export async function proveEmail(
  parts: CompanionParts,
  emailCode: string,
  session: AccountSession,
  address: string,
): Promise<OwnAccount> {
  const { email } = await readOwnAccount(parts, session);
  const proof = { purpose: "email", to: email } as const;
  await checkCode(parts, proof, emailCode);
  const at = parts.now();
  await parts.database.transaction().execute(async (transaction) => {
    await requireOpenSession(transaction, session);
    const row = await readOwnAccount({ database: transaction }, session);
    // Changed meanwhile: the code says nothing about the other.
    if (row.email !== email) throw new ProblemError("code-expired");
    await spendCode(transaction, proof);
    await updateAccount(transaction, row.id, {
      email_proven_at: at.toISOString(),
    });
    await recordEvent(transaction, {
      accountId: row.id,
      event: "email-proven",
      actor: "account",
      address,
      at,
    });
  });
  return describeAccount(parts, await readOwnAccount(parts, session));
}

function hasPerson(
  { secrets }: CompanionParts,
  row: AccountRow,
  { documentNumber, ...contact }: RegisteredContact,
): boolean {
  const person = readPerson(row);
  return (
    person !== null &&
    row.contact_number !== null &&
    openNumbers(secrets, row).contact === documentNumber &&
    (["name", "documentType", "validFrom", "validUntil"] as const).every(
      (part) => person[part] === contact[part],
    )
  );
}

/** The page knows numbers masked only: what it leaves out is what stands here. */
function completeContact(
  { secrets }: CompanionParts,
  row: AccountRow,
  contact: ChangedContact,
): RegisteredContact {
  const numbers = openNumbers(secrets, row);
  const legalPerson = readEnterprise(row)?.legalPerson ?? null;
  if (contact.isSameAsLegalPerson && legalPerson !== null)
    return { ...contact, ...legalPerson, documentNumber: numbers.legalPerson };
  return {
    ...contact,
    isSameAsLegalPerson: false,
    documentNumber: contact.documentNumber ?? numbers.contact,
  };
}
