import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionParts } from "../companion-parts.ts";
import { countTry, forgiveTries } from "../sessions/limit-tries.ts";
import type { AccountSession } from "../sessions/session.ts";
import { findAccountById, type AccountRow } from "./account-store.ts";
import { passwordTriesOf } from "./sign-in-with-account.ts";

/** Throws `account-not-found` where it was closed a moment ago. */
export async function readOwnAccount(
  { database }: Pick<CompanionParts, "database">,
  session: AccountSession,
): Promise<AccountRow> {
  const row = await findAccountById(database, session.account.id);
  if (row === undefined) throw new ProblemError("account-not-found");
  return row;
}

/** Counted with the sign-ins: a found session must not become a place to guess. */
export async function requirePassword(
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
