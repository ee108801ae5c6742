import { randomUUID } from "node:crypto";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionDatabase } from "../storage/open-database.ts";
import { argon2Hashes } from "./password-hashes.ts";

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
      password_hash: await argon2Hashes.hash(reviewer.password),
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
  const isRight = await argon2Hashes.verify(
    row?.password_hash ?? null,
    credentials.password,
  );
  if (row === undefined || !isRight)
    throw new ProblemError("credentials-wrong");
  return { id: row.id, authority: row.authority, province: row.province };
}
