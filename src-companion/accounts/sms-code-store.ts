import { timingSafeEqual } from "node:crypto";
import type { SmsPurpose } from "../../src-shared/companion-api/account-shapes.ts";
import { isMainlandMobile } from "../../src-shared/identity/mobile.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionParts } from "../companion-parts.ts";
import { codeMessage } from "../messages/message-texts.ts";
import type { CompanionTransaction } from "../storage/open-database.ts";
import { refuseRegistration } from "./refuse-registration.ts";
import {
  allowSending,
  codeLifetimeMs,
  codeTries,
  digestOfAddress,
  randomCode,
  takeBackSending,
} from "./verification-code.ts";

export interface SmsProof {
  readonly purpose: SmsPurpose;
  readonly mobile: string;
}

/** A new code replaces the older one of the same purpose. Throws `code-too-soon`, `rate-limited`, `code-not-sent` … */
export async function sendSmsCode(
  parts: CompanionParts,
  { purpose, mobile }: SmsProof,
  address: string,
): Promise<{ expiresAt: string; nextAllowedAt: string }> {
  if (!isMainlandMobile(mobile))
    refuseRegistration([{ place: "mobile", code: "mobile-shape" }]);
  const nextAllowedAt = await allowSending(parts, mobile, address);
  const code = randomCode();
  const expiresAt = await keepCode(parts, { purpose, mobile }, code);
  const message = { to: mobile, ...codeMessage(purpose, code) };
  if (!(await parts.courier.send("sms", message))) {
    await takeBackSending(parts, mobile);
    throw new ProblemError("code-not-sent");
  }
  return { expiresAt, nextAllowedAt };
}

async function keepCode(
  { database, secrets, now }: CompanionParts,
  { purpose, mobile }: SmsProof,
  code: string,
): Promise<string> {
  const at = now();
  const expiresAt = new Date(at.getTime() + codeLifetimeMs).toISOString();
  await database
    .deleteFrom("sms_codes")
    .where("expires_at", "<", at.toISOString())
    .execute();
  const values = {
    code_digest: secrets.digest(contextOf({ purpose, mobile }), code),
    tries_left: codeTries,
    expires_at: expiresAt,
  };
  await database
    .insertInto("sms_codes")
    .values({ purpose, mobile_digest: digestOfAddress(mobile), ...values })
    .onConflict((conflict) =>
      conflict.columns(["purpose", "mobile_digest"]).doUpdateSet(values),
    )
    .execute();
  return expiresAt;
}

/**
 * Counts a wrong try and leaves a right code usable, so that another field may be refused after it. Throws
 * `code-wrong` or `code-expired`.
 */
export async function checkSmsCode(
  { database, secrets, now }: CompanionParts,
  proof: SmsProof,
  code: string,
): Promise<void> {
  const given = Buffer.from(secrets.digest(contextOf(proof), code.trim()));
  const outcome = await database.transaction().execute(async (transaction) => {
    const row = await transaction
      .selectFrom("sms_codes")
      .selectAll()
      .where("purpose", "=", proof.purpose)
      .where("mobile_digest", "=", digestOfAddress(proof.mobile))
      .executeTakeFirst();
    if (
      row === undefined ||
      row.tries_left === 0 ||
      row.expires_at <= now().toISOString()
    )
      return "expired";
    if (timingSafeEqual(given, Buffer.from(row.code_digest))) return "right";
    await transaction
      .updateTable("sms_codes")
      .set({ tries_left: row.tries_left - 1 })
      .where("purpose", "=", proof.purpose)
      .where("mobile_digest", "=", row.mobile_digest)
      .execute();
    return row.tries_left - 1;
  });
  if (outcome === "expired") throw new ProblemError("code-expired");
  if (outcome !== "right")
    throw new ProblemError("code-wrong", { triesLeft: outcome });
}

/** In the transaction of what the code allows: of two requests with one code only one goes on. */
export async function spendSmsCode(
  transaction: CompanionTransaction,
  { purpose, mobile }: SmsProof,
): Promise<void> {
  const { numDeletedRows } = await transaction
    .deleteFrom("sms_codes")
    .where("purpose", "=", purpose)
    .where("mobile_digest", "=", digestOfAddress(mobile))
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw new ProblemError("code-expired");
}

function contextOf({ purpose, mobile }: SmsProof): string {
  return `sms ${purpose} ${mobile}`;
}
