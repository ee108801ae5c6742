import { createHash } from "node:crypto";
import type { z } from "zod";
import type {
  accountSessionSchema,
  CaptchaAnswer,
} from "../../src-shared/companion-api/account-shapes.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { useCaptcha } from "../captchas/captcha-store.ts";
import type { CompanionParts } from "../companion-parts.ts";
import { countedAddress } from "../sessions/counted-address.ts";
import {
  countTry,
  forgiveTries,
  takeBackTry,
  type TrySubject,
} from "../sessions/limit-tries.ts";
import { issueSession } from "../sessions/session-store.ts";
import type { AccountSession } from "../sessions/session.ts";
import type { CompanionTransaction } from "../storage/open-database.ts";
import {
  findAccountById,
  findAccountByName,
  knownAccountOf,
  nameKey,
  updateAccount,
  type AccountRow,
} from "./account-store.ts";

export type IssuedAccountSession = z.input<typeof accountSessionSchema>;

/** Five wrong passwords lock a name, known or not: a minute, then two, four … at most a quarter of an hour. */
export function passwordTriesOf(name: string): TrySubject {
  // A digest: what was typed as a name may be a password.
  const digest = createHash("sha256").update(nameKey(name)).digest("hex");
  return {
    subject: `account:${digest}`,
    freeTries: 5,
    firstDelayMs: 60_000,
    problem: "account-locked",
  };
}

/** Many accounts may share the address of one office. */
function addressTries(address: string): TrySubject {
  return {
    subject: `account-address:${countedAddress(address)}`,
    freeTries: 30,
  };
}

/** The same answer and the same work for an unknown name, an account without password, and a wrong password. */
export async function signInWithAccount(
  parts: CompanionParts,
  credentials: {
    readonly accountName: string;
    readonly password: string;
    readonly captcha: CaptchaAnswer;
  },
  address: string,
): Promise<IssuedAccountSession> {
  const { database, passwords, now } = parts;
  await useCaptcha(parts, credentials.captcha, address);
  const byName = passwordTriesOf(credentials.accountName);
  const byAddress = addressTries(address);
  const at = now();
  await countTry(database, [byName, byAddress], at);
  const row = await findAccountByName(database, credentials.accountName);
  const isRight = await passwords.verify(
    row?.password_hash ?? null,
    credentials.password,
  );
  if (row === undefined || !isRight)
    throw new ProblemError("credentials-wrong");
  const session = await openAccountSession(parts, "password", (transaction) =>
    findUnchanged(transaction, row),
  );
  if (session === undefined) throw new ProblemError("credentials-wrong");
  await forgiveTries(database, [byName]);
  await takeBackTry(database, byAddress, at);
  return session;
}

/** While the password was hashed, the account may have been closed, taken over, or have got another password. */
async function findUnchanged(
  transaction: CompanionTransaction,
  { id, password_hash }: AccountRow,
): Promise<AccountRow | undefined> {
  const row = await findAccountById(transaction, id);
  return row?.password_hash === password_hash ? row : undefined;
}

/** Found and opened in one transaction: whatever ends the sessions of an account comes before both or after both. */
export async function openAccountSession(
  { database, now }: Pick<CompanionParts, "database" | "now">,
  signedInBy: AccountSession["signedInBy"],
  find: (transaction: CompanionTransaction) => Promise<AccountRow | undefined>,
): Promise<IssuedAccountSession | undefined> {
  const at = now();
  return database.transaction().execute(async (transaction) => {
    const row = await find(transaction);
    if (row === undefined) return undefined;
    const issued = await issueSession(
      transaction,
      { kind: "account", accountId: row.id, signedInBy },
      at,
    );
    await updateAccount(transaction, row.id, {
      last_sign_in_at: at.toISOString(),
    });
    return { ...issued, account: knownAccountOf(row) };
  });
}
