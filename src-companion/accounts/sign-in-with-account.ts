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
  type TrySubject,
} from "../sessions/limit-tries.ts";
import { issueSession } from "../sessions/session-store.ts";
import type { AccountSession } from "../sessions/session.ts";
import {
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
  const tries = [
    passwordTriesOf(credentials.accountName),
    addressTries(address),
  ];
  await countTry(database, tries, now());
  const row = await findAccountByName(database, credentials.accountName);
  const isRight = await passwords.verify(
    row?.password_hash ?? null,
    credentials.password,
  );
  if (row === undefined || !isRight)
    throw new ProblemError("credentials-wrong");
  await forgiveTries(database, tries);
  return openAccountSession(parts, row, "password");
}

export async function openAccountSession(
  { database, now }: Pick<CompanionParts, "database" | "now">,
  row: AccountRow,
  signedInBy: AccountSession["signedInBy"],
): Promise<IssuedAccountSession> {
  const at = now();
  const issued = await issueSession(
    database,
    { kind: "account", accountId: row.id, signedInBy },
    at,
  );
  await updateAccount(database, row.id, { last_sign_in_at: at.toISOString() });
  return { ...issued, account: knownAccountOf(row) };
}
