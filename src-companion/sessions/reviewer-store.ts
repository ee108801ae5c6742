import { randomUUID } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionDatabase } from "../storage/open-database.ts";

export interface NewReviewer {
  readonly name: string;
  readonly password: string;
  /** 审核机构 */
  readonly authority: string;
  readonly province: string;
}

export interface KnownReviewer {
  readonly id: string;
  readonly authority: string;
  readonly province: string;
}

// Argon2id is the library's default; the cost follows RFC 9106's second recommendation in OWASP's smaller form.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// Made at start: the first unknown name must not take longer than the second.
const standInHash = hash(randomUUID(), cost);

/** Returns false where the name is taken. */
export async function createReviewer(
  database: CompanionDatabase,
  reviewer: NewReviewer,
  now: Date,
): Promise<boolean> {
  const inserted = await database
    .insertInto("reviewers")
    .values({
      id: randomUUID(),
      name: reviewer.name,
      authority: reviewer.authority,
      province: reviewer.province,
      password_hash: await hash(reviewer.password, cost),
      created_at: now.toISOString(),
    })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .executeTakeFirst();
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** The same answer and the same work for an unknown name as for a wrong password. Throws `credentials-wrong`. */
export async function checkReviewer(
  database: CompanionDatabase,
  credentials: { name: string; password: string },
): Promise<KnownReviewer> {
  const row = await database
    .selectFrom("reviewers")
    .selectAll()
    .where("name", "=", credentials.name)
    .executeTakeFirst();
  const isRight = await verify(
    row?.password_hash ?? (await standInHash),
    credentials.password,
  );
  if (row === undefined || !isRight)
    throw new ProblemError("credentials-wrong");
  return { id: row.id, authority: row.authority, province: row.province };
}
