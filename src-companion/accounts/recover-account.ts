import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { CaptchaAnswer } from "../../src-shared/companion-api/account-shapes.ts";
import { isEmail } from "../../src-shared/identity/email.ts";
import { isMainlandMobile } from "../../src-shared/identity/mobile.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { useCaptcha } from "../captchas/captcha-store.ts";
import type { CompanionParts } from "../companion-parts.ts";
import { codeMessage } from "../messages/message-texts.ts";
import type { CompanionTransaction } from "../storage/open-database.ts";
import {
  findAccountById,
  findAccountsByProvenAddress,
  type AccountRow,
} from "./account-store.ts";
import { refuseRegistration } from "./refuse-registration.ts";
import {
  allowSending,
  codeLifetimeMs,
  codeTries,
  digestOfAddress,
  randomCode,
} from "./verification-code.ts";

const resetLifetimeMs = 10 * 60 * 1000;

export interface RecoveryRequest {
  readonly by: "mobile" | "email";
  readonly address: string;
  readonly captcha: CaptchaAnswer;
}

/**
 * A code to whoever has this mobile, or has proven this mail. Somebody or nobody: the same statements, the same answer, and the message
 * goes out after it.
 */
export async function startRecovery(
  parts: CompanionParts,
  { by, address, captcha }: RecoveryRequest,
  from: string,
): Promise<{ recoveryId: string; expiresAt: string; nextAllowedAt: string }> {
  const to = by === "email" ? address.trim().toLowerCase() : address.trim();
  refuseAddress(by, to);
  const messenger = parts.courier.via(by === "email" ? "mail" : "sms");
  await useCaptcha(parts, captcha, from);
  const { nextAllowedAt } = await allowSending(parts, to, from);
  const { database, secrets, now } = parts;
  const accounts = await findAccountsByProvenAddress(database, by, to);
  const recoveryId = randomBytes(32).toString("base64url");
  const code = randomCode();
  const at = now();
  const expiresAt = new Date(at.getTime() + codeLifetimeMs).toISOString();
  await database
    .deleteFrom("recoveries")
    .where("expires_at", "<", at.toISOString())
    .execute();
  await database
    .insertInto("recoveries")
    .values({
      id_sha256: digestOfToken(recoveryId),
      code_digest: secrets.digest(`recovery ${recoveryId}`, code),
      tries_left: codeTries,
      address_digest: digestOfAddress(to),
      account_ids: JSON.stringify(accounts.map(({ id }) => id)),
      expires_at: expiresAt,
    })
    .execute();
  const message = { to, ...codeMessage("recovery", code) };
  messenger.post(accounts.length === 0 ? null : message);
  return { recoveryId, expiresAt, nextAllowedAt };
}

function refuseAddress(by: RecoveryRequest["by"], address: string): void {
  if (by === "email" && !isEmail(address))
    refuseRegistration([{ place: by, code: "email-shape" }]);
  if (by === "mobile" && !isMainlandMobile(address))
    refuseRegistration([{ place: by, code: "mobile-shape" }]);
}

/** Throws `code-wrong` and `code-expired`, for a recovery of nobody as for any other. */
export async function proveRecovery(
  { database, secrets, now }: CompanionParts,
  { recoveryId, code }: { recoveryId: string; code: string },
): Promise<{
  accounts: readonly (AccountRow & { readonly resetToken: string })[];
  expiresAt: string;
}> {
  const at = now();
  const given = Buffer.from(
    secrets.digest(`recovery ${recoveryId}`, code.trim()),
  );
  const expiresAt = new Date(at.getTime() + resetLifetimeMs).toISOString();
  const outcome = await database.transaction().execute(async (transaction) => {
    const recovery = await transaction
      .selectFrom("recoveries")
      .selectAll()
      .where("id_sha256", "=", digestOfToken(recoveryId))
      .executeTakeFirst();
    if (
      recovery === undefined ||
      recovery.tries_left === 0 ||
      recovery.expires_at <= at.toISOString()
    )
      return null;
    const accountIds = JSON.parse(recovery.account_ids) as string[];
    const isRight = timingSafeEqual(given, Buffer.from(recovery.code_digest));
    if (!isRight || accountIds.length === 0) {
      const triesLeft = recovery.tries_left - 1;
      await transaction
        .updateTable("recoveries")
        .set({ tries_left: triesLeft })
        .where("id_sha256", "=", recovery.id_sha256)
        .execute();
      return triesLeft;
    }
    await transaction
      .deleteFrom("recoveries")
      .where("id_sha256", "=", recovery.id_sha256)
      .execute();
    return issueResetTokens(transaction, recovery, { at, expiresAt });
  });
  if (typeof outcome === "number")
    throw new ProblemError("code-wrong", { triesLeft: outcome });
  if (outcome === null || outcome.length === 0)
    throw new ProblemError("code-expired");
  return { accounts: outcome, expiresAt };
}

async function issueResetTokens(
  transaction: CompanionTransaction,
  recovery: { readonly account_ids: string; readonly address_digest: string },
  { at, expiresAt }: { at: Date; expiresAt: string },
): Promise<(AccountRow & { resetToken: string })[]> {
  await transaction
    .deleteFrom("reset_tokens")
    .where("expires_at", "<", at.toISOString())
    .execute();
  const issued: (AccountRow & { resetToken: string })[] = [];
  for (const id of JSON.parse(recovery.account_ids) as string[]) {
    const account = await findAccountById(transaction, id);
    if (account === undefined || !hasAddress(account, recovery)) continue;
    const resetToken = randomBytes(32).toString("base64url");
    await transaction
      .insertInto("reset_tokens")
      .values({
        token_sha256: digestOfToken(resetToken),
        account_id: id,
        expires_at: expiresAt,
      })
      .execute();
    issued.push({ ...account, resetToken });
  }
  return issued;
}

/** It may have got another mobile, or have been taken over, while the code was on its way. */
function hasAddress(
  { mobile, email, email_proven_at }: AccountRow,
  { address_digest }: { readonly address_digest: string },
): boolean {
  const proven = email_proven_at === null ? [mobile] : [mobile, email];
  return proven.some((address) => digestOfAddress(address) === address_digest);
}

/** Tokens are random enough to be found by a plain digest. */
export function digestOfToken(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
