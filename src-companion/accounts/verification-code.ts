import { createHash, randomInt } from "node:crypto";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { countedAddress } from "../sessions/counted-address.ts";
import {
  countTry,
  takeBackTry,
  type TrySubject,
} from "../sessions/limit-tries.ts";
import type { CompanionParts } from "../companion-parts.ts";

export const codeLifetimeMs = 5 * 60 * 1000;
export const codeTries = 5;
const pauseMs = 60 * 1000;

export function randomCode(): string {
  return String(randomInt(1_000_000)).padStart(6, "0");
}

/** What rows are found by; numbers and addresses of people stand nowhere but in their account. */
export function digestOfAddress(address: string): string {
  return createHash("sha256").update(address.toLowerCase()).digest("hex");
}

/** A day's worth for one mobile, and for one office. */
function sendingsTo(address: string, from: string): readonly TrySubject[] {
  return [
    { subject: `code-to:${digestOfAddress(address)}`, freeTries: 10 },
    { subject: `code-address:${countedAddress(from)}`, freeTries: 40 },
  ];
}

interface AllowedSending {
  readonly nextAllowedAt: string;
  /** What was not sent counts neither for the minute nor for the day. */
  readonly takeBack: () => Promise<void>;
}

/**
 * One code a minute to a mobile or mail address, whatever for, and whether anybody has it. Throws `code-too-soon` or
 * `rate-limited`.
 */
export async function allowSending(
  { database, now }: Pick<CompanionParts, "database" | "now">,
  to: string,
  from: string,
): Promise<AllowedSending> {
  const at = now();
  const digest = digestOfAddress(to);
  const sentAt = await database.transaction().execute(async (transaction) => {
    const before = new Date(at.getTime() - pauseMs).toISOString();
    await transaction
      .deleteFrom("sent_codes")
      .where("sent_at", "<=", before)
      .execute();
    const earlier = await transaction
      .selectFrom("sent_codes")
      .select("sent_at")
      .where("address_digest", "=", digest)
      .executeTakeFirst();
    if (earlier !== undefined) return earlier.sent_at;
    await transaction
      .insertInto("sent_codes")
      .values({ address_digest: digest, sent_at: at.toISOString() })
      .execute();
    return null;
  });
  if (sentAt !== null) {
    const waitMs = Date.parse(sentAt) + pauseMs - at.getTime();
    throw new ProblemError("code-too-soon", {
      retryAfterSeconds: Math.ceil(waitMs / 1000),
    });
  }
  const forgetPause = () =>
    database
      .deleteFrom("sent_codes")
      .where("address_digest", "=", digest)
      .execute();
  const counted = sendingsTo(to, from);
  try {
    await countTry(database, counted, at);
  } catch (error) {
    // Nothing is sent, so the wait that is told now is the whole wait.
    await forgetPause();
    throw error;
  }
  return {
    nextAllowedAt: new Date(at.getTime() + pauseMs).toISOString(),
    takeBack: async () => {
      await forgetPause();
      for (const subject of counted) await takeBackTry(database, subject, at);
    },
  };
}
