import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionDatabase } from "../storage/open-database.ts";

export interface TrySubject {
  readonly subject: string;
  /** Failed tries before the first delay. */
  readonly freeTries: number;
  /** What the first delay is; it doubles with each further try. Left out: a second. */
  readonly firstDelayMs?: number;
  /** What the refusal is called; left out: `rate-limited`. */
  readonly problem?: "account-locked";
}

const longestDelayMs = 15 * 60 * 1000;
/** From the first try, not the last: an address of a busy office would never be forgotten. */
const forgottenAfterMs = 24 * 60 * 60 * 1000;

/**
 * Counts the try before it is made, so that many at once do not slip through together; a success takes it back with
 * `forgiveTries` or `takeBackTry`. Throws `rate-limited`, or what the blocking subject calls it, with the seconds to wait.
 */
export async function countTry(
  database: CompanionDatabase,
  subjects: readonly TrySubject[],
  now: Date,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const forgotten = new Date(now.getTime() - forgottenAfterMs).toISOString();
    await transaction
      .deleteFrom("sign_in_tries")
      .where("first_at", "<=", forgotten)
      // A wait that was told holds to its end.
      .where("blocked_until", "<=", now.toISOString())
      .execute();
    const rows = await transaction
      .selectFrom("sign_in_tries")
      .selectAll()
      .where(
        "subject",
        "in",
        subjects.map(({ subject }) => subject),
      )
      .execute();
    refuseBlocked(rows, subjects, now);
    for (const limit of subjects) {
      const { subject } = limit;
      const tries =
        (rows.find((row) => row.subject === subject)?.tries ?? 0) + 1;
      const values = {
        tries,
        blocked_until: new Date(
          now.getTime() + delayMs(tries, limit),
        ).toISOString(),
        last_at: now.toISOString(),
      };
      await transaction
        .insertInto("sign_in_tries")
        .values({ subject, first_at: now.toISOString(), ...values })
        .onConflict((conflict) =>
          conflict.column("subject").doUpdateSet(values),
        )
        .execute();
    }
  });
}

export async function forgiveTries(
  database: CompanionDatabase,
  subjects: readonly TrySubject[],
): Promise<void> {
  await database
    .deleteFrom("sign_in_tries")
    .where(
      "subject",
      "in",
      subjects.map(({ subject }) => subject),
    )
    .execute();
}

/**
 * A success takes back its own try and no other, made at `at`: an address may hold somebody who signs in to an account
 * of their own after every so many guesses at others.
 */
export async function takeBackTry(
  database: CompanionDatabase,
  { subject }: TrySubject,
  at: Date,
): Promise<void> {
  const triedAt = at.toISOString();
  await database
    .updateTable("sign_in_tries")
    .set((column) => ({
      tries: column("tries", "-", 1),
      // The wait of a try that came since stays.
      blocked_until: column
        .case()
        .when("last_at", "=", triedAt)
        .then(triedAt)
        .else(column.ref("blocked_until"))
        .end(),
    }))
    .where("subject", "=", subject)
    .where("tries", ">", 0)
    .execute();
}

/** The longest wait counts: what is said must be true. */
function refuseBlocked(
  rows: readonly { subject: string; blocked_until: string }[],
  subjects: readonly TrySubject[],
  now: Date,
): void {
  let longest: { until: number; subject: string } | null = null;
  for (const { subject, blocked_until } of rows) {
    const until = Date.parse(blocked_until);
    if (until > now.getTime() && until > (longest?.until ?? 0))
      longest = { until, subject };
  }
  if (longest === null) return;
  const { until, subject } = longest;
  const limit = subjects.find((each) => each.subject === subject);
  throw new ProblemError(limit?.problem ?? "rate-limited", {
    retryAfterSeconds: Math.ceil((until - now.getTime()) / 1000),
  });
}

function delayMs(
  tries: number,
  { freeTries, firstDelayMs = 1000 }: TrySubject,
): number {
  return tries < freeTries
    ? 0
    : Math.min(longestDelayMs, firstDelayMs * 2 ** (tries - freeTries));
}
