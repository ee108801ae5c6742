import { randomInt, randomUUID, timingSafeEqual } from "node:crypto";
import type { CaptchaAnswer } from "../../src-shared/companion-api/account-shapes.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionParts } from "../companion-parts.ts";
import { countedAddress } from "../sessions/counted-address.ts";
import {
  countTry,
  takeBackTry,
  type TrySubject,
} from "../sessions/limit-tries.ts";
import { randomCaptchaText } from "./draw-captcha.ts";

type Needed = Pick<CompanionParts, "database" | "secrets" | "now">;

const lifetimeMs = 5 * 60 * 1000;

/** Captchas asked for add up; a right answer takes back one. */
function captchasOf(address: string): TrySubject {
  return {
    subject: `captcha-address:${countedAddress(address)}`,
    freeTries: 100,
  };
}

/** Sums come as text, which any program reads: they stay few for an address, and no answer takes one back. */
function sumsOf(address: string): TrySubject {
  return {
    subject: `captcha-sum-address:${countedAddress(address)}`,
    freeTries: 30,
  };
}

/** A sum can be guessed one time in a hundred: whoever guesses waits longer and longer. */
function answersOf(address: string): TrySubject {
  return {
    subject: `captcha-answer-address:${countedAddress(address)}`,
    freeTries: 20,
  };
}

export interface Riddle {
  readonly kind: "picture" | "arithmetic";
  readonly question: string;
  readonly answer: string;
}

export function randomPictureText(): Riddle {
  const text = randomCaptchaText();
  return { kind: "picture", question: text, answer: text };
}

export function randomSum(): Riddle {
  const one = randomInt(10, 60);
  const other = randomInt(2, 40);
  const kind = "arithmetic";
  return one > other && randomInt(2) === 0
    ? { kind, question: `${one} - ${other}`, answer: String(one - other) }
    : { kind, question: `${one} + ${other}`, answer: String(one + other) };
}

export async function createCaptcha(
  { database, secrets, now }: Needed,
  { kind, answer }: Riddle,
  address: string,
): Promise<{ id: string; expiresAt: string }> {
  const at = now();
  const counted = kind === "picture" ? [] : [sumsOf(address)];
  await countTry(database, [captchasOf(address), ...counted], at);
  await database
    .deleteFrom("captchas")
    .where("expires_at", "<", at.toISOString())
    .execute();
  const id = randomUUID();
  const expiresAt = new Date(at.getTime() + lifetimeMs).toISOString();
  await database
    .insertInto("captchas")
    .values({
      id,
      answer_digest: secrets.digest(`captcha ${id}`, answer),
      expires_at: expiresAt,
    })
    .execute();
  return { id, expiresAt };
}

/** Spends the captcha, whatever the answer. Throws `captcha-wrong` or `captcha-expired`, and `rate-limited`. */
export async function useCaptcha(
  { database, secrets, now }: Needed,
  { id, answer }: CaptchaAnswer,
  address: string,
): Promise<void> {
  const at = now();
  await countTry(database, [answersOf(address)], at);
  const spent = await database
    .deleteFrom("captchas")
    .where("id", "=", id)
    .returning(["answer_digest", "expires_at"])
    .executeTakeFirst();
  if (spent === undefined || spent.expires_at <= at.toISOString())
    throw new ProblemError("captcha-expired");
  const given = secrets.digest(`captcha ${id}`, normalised(answer));
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(spent.answer_digest)))
    throw new ProblemError("captcha-wrong");
  for (const subject of [captchasOf(address), answersOf(address)])
    await takeBackTry(database, subject, at);
}

/** Small letters, spaces and full-width characters of a Chinese input method are no mistakes. */
function normalised(answer: string): string {
  return answer.normalize("NFKC").replaceAll(/\s/g, "").toUpperCase();
}
