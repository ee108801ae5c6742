import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionDatabase } from "../storage/open-database.ts";

export interface TrySubject {
  readonly subject: string;
  /** Failed tries before the first delay. */
  readonly freeTries: number;
}

const longestDelayMs = 15 * 60 * 1000;
const forgottenAfterMs = 24 * 60 * 60 * 1000;

/**
 * Counts the try before it is made, so that many at once do not slip through together; a success takes it back with
 * `forgiveTries`. Throws `rate-limited` with the seconds to wait.
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
      .where("last_at", "<", forgotten)
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
    const blockedUntil = Math.max(
      0,
      ...rows.map((row) => Date.parse(row.blocked_until)),
    );
    if (blockedUntil > now.getTime()) {
      throw new ProblemError("rate-limited", {
        retryAfterSeconds: Math.ceil((blockedUntil - now.getTime()) / 1000),
      });
    }
    for (const { subject, freeTries } of subjects) {
      const tries =
        (rows.find((row) => row.subject === subject)?.tries ?? 0) + 1;
      const values = {
        tries,
        blocked_until: new Date(
          now.getTime() + delayMs(tries, freeTries),
        ).toISOString(),
        last_at: now.toISOString(),
      };
      await transaction
        .insertInto("sign_in_tries")
        .values({ subject, ...values })
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

function delayMs(tries: number, freeTries: number): number {
  return tries < freeTries
    ? 0
    : Math.min(longestDelayMs, 1000 * 2 ** (tries - freeTries));
}
