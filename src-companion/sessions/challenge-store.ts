import { createHash, randomBytes } from "node:crypto";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionDatabase } from "../storage/open-database.ts";

const lifetimeMs = 2 * 60 * 1000;
/** Used and expired ones stay this long, so that a replay hears "used" and not "unknown". */
const memoryMs = 60 * 60 * 1000;

export async function createChallenge(
  database: CompanionDatabase,
  now: Date,
): Promise<{ nonce: string; expiresAt: string }> {
  const nonce = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + lifetimeMs).toISOString();
  const forgotten = new Date(now.getTime() - memoryMs).toISOString();
  await database
    .deleteFrom("challenges")
    .where("expires_at", "<", forgotten)
    .execute();
  await database
    .insertInto("challenges")
    .values({
      nonce_sha256: digestOf(nonce),
      expires_at: expiresAt,
      used_at: null,
    })
    .execute();
  return { nonce, expiresAt };
}

/** One statement decides, so that of two requests with the same nonce only one goes on. */
export async function useChallenge(
  database: CompanionDatabase,
  nonce: string,
  now: Date,
): Promise<void> {
  const used = await database
    .updateTable("challenges")
    .set({ used_at: now.toISOString() })
    .where("nonce_sha256", "=", digestOf(nonce))
    .where("used_at", "is", null)
    .returning("expires_at")
    .executeTakeFirst();
  if (used === undefined) {
    const known = await database
      .selectFrom("challenges")
      .select("used_at")
      .where("nonce_sha256", "=", digestOf(nonce))
      .executeTakeFirst();
    throw new ProblemError(
      known === undefined ? "challenge-unknown" : "challenge-used",
    );
  }
  if (used.expires_at <= now.toISOString())
    throw new ProblemError("challenge-expired");
}

function digestOf(nonce: string): string {
  return createHash("sha256").update(nonce).digest("hex");
}
