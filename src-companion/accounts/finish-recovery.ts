import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionParts } from "../companion-parts.ts";
import { forgiveTries } from "../sessions/limit-tries.ts";
import type { CompanionDatabase } from "../storage/open-database.ts";
import {
  findAccountById,
  recordEvent,
  updateAccount,
} from "./account-store.ts";
import { endEverythingOpen } from "./close-account-row.ts";
import { digestOfToken } from "./recover-account.ts";
import { refusePassword } from "./refuse-password.ts";
import { passwordTriesOf } from "./sign-in-with-account.ts";

/** Returns the account's name. Throws `recovery-ended`, and `password-refused` without spending the token. */
export async function finishRecovery(
  { database, passwords, now }: CompanionParts,
  { resetToken, password }: { resetToken: string; password: string },
  address: string,
): Promise<string> {
  refusePassword(password);
  const at = now();
  const tokenSha256 = digestOfToken(resetToken);
  // Before the hash, which costs enough to be asked for by strangers.
  await requireResetToken(database, tokenSha256, at);
  const passwordHash = await passwords.hash(password);
  const account = await database.transaction().execute(async (transaction) => {
    const token = await transaction
      .deleteFrom("reset_tokens")
      .where("token_sha256", "=", tokenSha256)
      .where("expires_at", ">", now().toISOString())
      .returning("account_id")
      .executeTakeFirst();
    if (token === undefined) throw new ProblemError("recovery-ended");
    const row = await findAccountById(transaction, token.account_id);
    if (row === undefined) throw new ProblemError("recovery-ended");
    await updateAccount(transaction, row.id, { password_hash: passwordHash });
    await endEverythingOpen(transaction, row.id);
    await recordEvent(transaction, {
      accountId: row.id,
      event: "recovered",
      actor: "account",
      address,
      at,
    });
    return row;
  });
  // Whoever proved the mobile or mail need not wait for what somebody else guessed.
  await forgiveTries(database, [passwordTriesOf(account.name)]);
  return account.name;
}

async function requireResetToken(
  database: CompanionDatabase,
  tokenSha256: string,
  at: Date,
): Promise<void> {
  const token = await database
    .selectFrom("reset_tokens")
    .select("account_id")
    .where("token_sha256", "=", tokenSha256)
    .where("expires_at", ">", at.toISOString())
    .executeTakeFirst();
  if (token === undefined) throw new ProblemError("recovery-ended");
}
