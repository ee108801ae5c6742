import { timingSafeEqual } from "node:crypto";
import type { SmsPurpose } from "../../src-shared/companion-api/account-shapes.ts";
import { isEmail } from "../../src-shared/identity/email.ts";
import { isMainlandMobile } from "../../src-shared/identity/mobile.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionParts } from "../companion-parts.ts";
import type { MessageWay } from "../messages/courier.ts";
import { codeMessage } from "../messages/message-texts.ts";
import type {
  CompanionDatabase,
  CompanionTransaction,
} from "../storage/open-database.ts";
import { refuseRegistration } from "./refuse-registration.ts";
import {
  allowSending,
  codeLifetimeMs,
  codeTries,
  digestOfAddress,
  randomCode,
} from "./verification-code.ts";
import type { CodeProof } from "./code-proof.ts";

interface SentCode {
  readonly expiresAt: string;
  readonly nextAllowedAt: string;
}

/** Throws `registration-refused`, `messages-not-configured`, `code-too-soon`, `rate-limited`, `code-not-sent`. */
export async function sendSmsCode(
  parts: CompanionParts,
  { purpose, mobile }: { purpose: SmsPurpose; mobile: string },
  address: string,
): Promise<SentCode> {
  if (!isMainlandMobile(mobile))
    refuseRegistration([{ place: "mobile", code: "mobile-shape" }]);
  return sendCode(parts, "sms", { purpose, to: mobile }, address);
}

/** Throws as `sendSmsCode` does. */
export async function sendEmailCode(
  parts: CompanionParts,
  email: string,
  address: string,
): Promise<SentCode> {
  const to = email.trim().toLowerCase();
  if (!isEmail(to))
    refuseRegistration([{ place: "email", code: "email-shape" }]);
  return sendCode(parts, "mail", { purpose: "email", to }, address);
}

/** A new code replaces the older one of the same purpose, once it is on its way. */
async function sendCode(
  parts: CompanionParts,
  way: MessageWay,
  proof: CodeProof,
  address: string,
): Promise<SentCode> {
  const messenger = parts.courier.via(way);
  const { nextAllowedAt, takeBack } = await allowSending(
    parts,
    proof.to,
    address,
  );
  const code = randomCode();
  const message = { to: proof.to, ...codeMessage(proof.purpose, code) };
  if (!(await messenger.send(message))) {
    await takeBack();
    throw new ProblemError("code-not-sent");
  }
  return { expiresAt: await keepCode(parts, proof, code), nextAllowedAt };
}

async function keepCode(
  { database, secrets, now }: CompanionParts,
  proof: CodeProof,
  code: string,
): Promise<string> {
  const at = now();
  const expiresAt = new Date(at.getTime() + codeLifetimeMs).toISOString();
  await database
    .deleteFrom("verification_codes")
    .where("expires_at", "<", at.toISOString())
    .execute();
  const values = {
    code_digest: secrets.digest(contextOf(proof), code),
    tries_left: codeTries,
    expires_at: expiresAt,
  };
  await database
    .insertInto("verification_codes")
    .values({
      purpose: proof.purpose,
      address_digest: digestOfAddress(proof.to),
      ...values,
    })
    .onConflict((conflict) =>
      conflict.columns(["purpose", "address_digest"]).doUpdateSet(values),
    )
    .execute();
  return expiresAt;
}

/**
 * Counts a wrong try and leaves a right code usable, so that another field may be refused after it. Throws
 * `code-wrong` or `code-expired`.
 */
export async function checkCode(
  { database, secrets, now }: CompanionParts,
  proof: CodeProof,
  code: string,
): Promise<void> {
  const given = Buffer.from(secrets.digest(contextOf(proof), code.trim()));
  const outcome = await database.transaction().execute(async (transaction) => {
    const row = await transaction
      .selectFrom("verification_codes")
      .selectAll()
      .where("purpose", "=", proof.purpose)
      .where("address_digest", "=", digestOfAddress(proof.to))
      .executeTakeFirst();
    if (
      row === undefined ||
      row.tries_left === 0 ||
      row.expires_at <= now().toISOString()
    )
      return "expired";
    if (timingSafeEqual(given, Buffer.from(row.code_digest))) return "right";
    await loseTry(transaction, proof);
    return row.tries_left - 1;
  });
  const place = placeOf(proof.purpose);
  if (outcome === "expired") throw new ProblemError("code-expired", { place });
  if (outcome !== "right")
    throw new ProblemError("code-wrong", { place, triesLeft: outcome });
}

/** Of a code that was right, too, where what it was given for says something about others. */
export async function loseTry(
  database: CompanionDatabase,
  { purpose, to }: CodeProof,
): Promise<void> {
  await database
    .updateTable("verification_codes")
    .set((column) => ({ tries_left: column("tries_left", "-", 1) }))
    .where("purpose", "=", purpose)
    .where("address_digest", "=", digestOfAddress(to))
    .where("tries_left", ">", 0)
    .execute();
}

/** In the transaction of what the code allows: of two requests with one code only one goes on. */
export async function spendCode(
  transaction: CompanionTransaction,
  { purpose, to }: CodeProof,
): Promise<void> {
  const { numDeletedRows } = await transaction
    .deleteFrom("verification_codes")
    .where("purpose", "=", purpose)
    .where("address_digest", "=", digestOfAddress(to))
    .executeTakeFirst();
  if (numDeletedRows === 0n)
    throw new ProblemError("code-expired", { place: placeOf(purpose) });
}

function placeOf(purpose: CodeProof["purpose"]): "emailCode" | "smsCode" {
  return purpose === "email" ? "emailCode" : "smsCode";
}

function contextOf({ purpose, to }: CodeProof): string {
  return `code ${purpose} ${to}`;
}
