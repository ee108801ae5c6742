import { randomUUID } from "node:crypto";
import { checkRegistration } from "../../src-shared/accounts/check-registration.ts";
import type { Registration } from "../../src-shared/accounts/registration.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionParts } from "../companion-parts.ts";
import { bindIdentity, spendBindingToken } from "../open-id/binding-store.ts";
import { countedAddress } from "../sessions/counted-address.ts";
import { countTry } from "../sessions/limit-tries.ts";
import type { CompanionTransaction } from "../storage/open-database.ts";
import { contactColumns, enterpriseColumns } from "./account-columns.ts";
import {
  findAccountByName,
  findAccountsByUscc,
  insertAccount,
  nameKey,
  recordEvent,
} from "./account-store.ts";
import { refusePassword } from "./refuse-password.ts";
import { refuseRegistration } from "./refuse-registration.ts";
import { checkCode, loseTry, spendCode } from "./code-store.ts";

export interface NewAccount {
  readonly registration: Registration;
  readonly password: string;
  readonly smsCode: string;
  readonly bindingToken: string | null;
}

/**
 * 注册. What is free and what is taken is said only to somebody who has proven a mobile; the code stays usable, so that
 * another name can be tried at once, and each such answer is one of its five tries.
 */
export async function registerAccount(
  parts: CompanionParts,
  { registration, password, smsCode, bindingToken }: NewAccount,
  address: string,
): Promise<string> {
  const { database, now } = parts;
  const tries = {
    subject: `register-address:${countedAddress(address)}`,
    freeTries: 60,
  };
  await countTry(database, [tries], now());
  refuseRegistration(checkRegistration(registration, { now: now() }).problems);
  refusePassword(password);
  const proof = {
    purpose: "register",
    to: registration.contact.mobile,
  } as const;
  await checkCode(parts, proof, smsCode);
  const passwordHash = await parts.passwords.hash(password);
  const taken = await database.transaction().execute(async (transaction) => {
    const found = await findTaken(transaction, registration);
    if (found !== null) {
      await loseTry(transaction, proof);
      return found;
    }
    await spendCode(transaction, proof);
    const accountId = await createAccount(
      { ...parts, transaction },
      registration,
      passwordHash,
      address,
    );
    if (bindingToken !== null) {
      await bindIdentity(
        transaction,
        await spendBindingToken(transaction, bindingToken, now()),
        accountId,
        now(),
      );
      await recordEvent(transaction, {
        accountId,
        event: "open-id-bound",
        actor: "account",
        address,
        at: now(),
      });
    }
    return null;
  });
  if (taken !== null) throw new ProblemError(taken);
  return registration.accountName;
}

async function findTaken(
  transaction: CompanionTransaction,
  { accountName, enterprise }: Registration,
): Promise<"enterprise-has-account" | "account-name-taken" | null> {
  const uscc = enterprise?.uscc ?? null;
  if (uscc !== null) {
    const [other] = await findAccountsByUscc(transaction, uscc);
    if (other !== undefined) return "enterprise-has-account";
  }
  const namesake = await findAccountByName(transaction, accountName);
  return namesake === undefined ? null : "account-name-taken";
}

/** Without a question: whoever calls has checked everything. Returns the id. */
export async function createAccount(
  {
    transaction,
    secrets,
    now,
  }: Pick<CompanionParts, "secrets" | "now"> & {
    readonly transaction: CompanionTransaction;
  },
  registration: Registration,
  passwordHash: string,
  address: string | null,
): Promise<string> {
  const { accountName, displayName, accountType, enterprise, contact } =
    registration;
  const accountId = randomUUID();
  const at = now();
  await insertAccount(transaction, {
    id: accountId,
    name: accountName,
    name_key: nameKey(accountName),
    display_name: displayName,
    type: accountType,
    password_hash: passwordHash,
    created_at: at.toISOString(),
    last_sign_in_at: null,
    closed_at: null,
    ...enterpriseColumns(secrets, accountId, enterprise),
    ...contactColumns(secrets, accountId, contact, null),
  });
  await recordEvent(transaction, {
    accountId,
    event: "registered",
    actor: "account",
    address,
    at,
  });
  return accountId;
}
