import { checkContact } from "../../src-shared/accounts/check-contact.ts";
import type { RegisteredContact } from "../../src-shared/accounts/registration.ts";
import type {
  ChangedContact,
  OwnAccount,
} from "../../src-shared/companion-api/account-shapes.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionParts } from "../companion-parts.ts";
import { countTry, forgiveTries } from "../sessions/limit-tries.ts";
import { requireOpenSession } from "../sessions/session-store.ts";
import type { AccountSession } from "../sessions/session.ts";
import {
  contactColumns,
  openNumbers,
  readEnterprise,
} from "./account-columns.ts";
import {
  findAccountById,
  recordEvent,
  updateAccount,
  type AccountRow,
} from "./account-store.ts";
import { describeAccount } from "./describe-account.ts";
import {
  closeAccountRow,
  endEverythingOpen,
  endResets,
} from "./close-account-row.ts";
import { refusePassword } from "./refuse-password.ts";
import { refuseRegistration } from "./refuse-registration.ts";
import { passwordTriesOf } from "./sign-in-with-account.ts";
import { checkSmsCode, spendSmsCode } from "./sms-code-store.ts";

/** Throws `account-not-found` where it was closed a moment ago. */
export async function readOwnAccount(
  { database }: Pick<CompanionParts, "database">,
  session: AccountSession,
): Promise<AccountRow> {
  const row = await findAccountById(database, session.account.id);
  if (row === undefined) throw new ProblemError("account-not-found");
  return row;
}

/** Another mobile is proven by a code to it. Throws `registration-refused`, `code-wrong`, `code-expired`. */
export async function changeContact(
  parts: CompanionParts,
  { contact, smsCode }: { contact: ChangedContact; smsCode: string | null },
  session: AccountSession,
  address: string,
): Promise<OwnAccount> {
  const { database, secrets, now } = parts;
  const at = now();
  const row = await readOwnAccount(parts, session);
  const whole = completeContact(parts, row, contact);
  refuseRegistration(checkContact(whole, { now: at }));
  const proof = { purpose: "change-mobile", mobile: whole.mobile } as const;
  const isOtherMobile = whole.mobile !== row.mobile;
  if (isOtherMobile) await checkSmsCode(parts, proof, smsCode ?? "");
  await database.transaction().execute(async (transaction) => {
    await requireOpenSession(transaction, session);
    if (isOtherMobile) await spendSmsCode(transaction, proof);
    await updateAccount(
      transaction,
      row.id,
      contactColumns(secrets, row.id, whole),
    );
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

/** Every other session ends, and the OpenID binding: it may be another person's. Throws `password-wrong`, `password-refused`, `account-locked`. */
export async function changePassword(
  parts: CompanionParts,
  change: { currentPassword: string; newPassword: string },
  session: AccountSession,
  address: string,
): Promise<void> {
  const { database, passwords, now } = parts;
  const row = await readOwnAccount(parts, session);
  await requirePassword(parts, row, change.currentPassword);
  refusePassword(change.newPassword);
  const passwordHash = await passwords.hash(change.newPassword);
  await database.transaction().execute(async (transaction) => {
    await requireOpenSession(transaction, session);
    await updateAccount(transaction, row.id, { password_hash: passwordHash });
    await endEverythingOpen(transaction, row.id, session);
    await recordEvent(transaction, {
      accountId: row.id,
      event: "password-changed",
      actor: "account",
      address,
      at: now(),
    });
  });
}

/** 注销账号, by its owner: password and a code to its own mobile. */
export async function closeAccount(
  parts: CompanionParts,
  { password, smsCode }: { password: string; smsCode: string },
  session: AccountSession,
  address: string,
): Promise<void> {
  const row = await readOwnAccount(parts, session);
  await requirePassword(parts, row, password);
  const proof = { purpose: "close-account", mobile: row.mobile } as const;
  await checkSmsCode(parts, proof, smsCode);
  await parts.database.transaction().execute(async (transaction) => {
    await requireOpenSession(transaction, session);
    await spendSmsCode(transaction, proof);
    await closeAccountRow(transaction, row.id, {
      actor: "account",
      address,
      at: parts.now(),
    });
  });
}

/** Counted with the sign-ins: a found session must not become a place to guess. */
async function requirePassword(
  { database, passwords, now }: CompanionParts,
  row: AccountRow,
  password: string,
): Promise<void> {
  const tries = [passwordTriesOf(row.name)];
  await countTry(database, tries, now());
  if (!(await passwords.verify(row.password_hash, password)))
    throw new ProblemError("password-wrong");
  await forgiveTries(database, tries);
}
