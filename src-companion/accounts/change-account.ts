import type { CompanionParts } from "../companion-parts.ts";
import { requireOpenSession } from "../sessions/session-store.ts";
import type { AccountSession } from "../sessions/session.ts";
import { recordEvent, updateAccount } from "./account-store.ts";
import { closeAccountRow, endEverythingOpen } from "./close-account-row.ts";
import { checkCode, spendCode } from "./code-store.ts";
import { readOwnAccount, requirePassword } from "./own-account.ts";
import { refusePassword } from "./refuse-password.ts";

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
  const proof = { purpose: "close-account", to: row.mobile } as const;
  await checkCode(parts, proof, smsCode);
  await parts.database.transaction().execute(async (transaction) => {
    await requireOpenSession(transaction, session);
    await spendCode(transaction, proof);
    await closeAccountRow(transaction, row.id, {
      actor: "account",
      address,
      at: parts.now(),
    });
  });
}
