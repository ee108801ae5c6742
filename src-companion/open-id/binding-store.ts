import { createHash, randomBytes } from "node:crypto";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type {
  CompanionDatabase,
  CompanionTransaction,
} from "../storage/open-database.ts";

/** Somebody as the provider names them, for good (OpenID Connect Core 1.0, section 2: `iss` and `sub`). */
export interface ProvidedIdentity {
  readonly issuer: string;
  readonly subject: string;
}

const lifetimeMs = 30 * 60 * 1000;

/** Long enough to fill in 注册. */
export async function issueBindingToken(
  database: CompanionDatabase,
  identity: ProvidedIdentity,
  now: Date,
): Promise<{ bindingToken: string; expiresAt: string }> {
  const bindingToken = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + lifetimeMs).toISOString();
  await database
    .deleteFrom("open_id_binding_tokens")
    .where("expires_at", "<", now.toISOString())
    .execute();
  await database
    .insertInto("open_id_binding_tokens")
    .values({
      token_sha256: digestOf(bindingToken),
      ...identity,
      expires_at: expiresAt,
    })
    .execute();
  return { bindingToken, expiresAt };
}

/** Throws `open-id-binding-ended`. */
export async function spendBindingToken(
  transaction: CompanionTransaction,
  bindingToken: string,
  now: Date,
): Promise<ProvidedIdentity> {
  const token = await transaction
    .deleteFrom("open_id_binding_tokens")
    .where("token_sha256", "=", digestOf(bindingToken))
    .returning(["issuer", "subject", "expires_at"])
    .executeTakeFirst();
  if (token === undefined || token.expires_at <= now.toISOString())
    throw new ProblemError("open-id-binding-ended");
  return { issuer: token.issuer, subject: token.subject };
}

/** One identity, one account, both ways. Throws `open-id-already-bound`. */
export async function bindIdentity(
  transaction: CompanionTransaction,
  identity: ProvidedIdentity,
  accountId: string,
  now: Date,
): Promise<void> {
  const { numInsertedOrUpdatedRows = 0n } = await transaction
    .insertInto("open_id_bindings")
    .values({
      ...identity,
      account_id: accountId,
      bound_at: now.toISOString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n)
    throw new ProblemError("open-id-already-bound");
}

export async function findBoundAccount(
  database: CompanionDatabase,
  { issuer, subject }: ProvidedIdentity,
): Promise<string | null> {
  const bound = await database
    .selectFrom("open_id_bindings")
    .select("account_id")
    .where("issuer", "=", issuer)
    .where("subject", "=", subject)
    .executeTakeFirst();
  return bound?.account_id ?? null;
}

export async function isBound(
  database: CompanionDatabase,
  accountId: string,
): Promise<boolean> {
  const bound = await database
    .selectFrom("open_id_bindings")
    .select("subject")
    .where("account_id", "=", accountId)
    .executeTakeFirst();
  return bound !== undefined;
}

/** Whether there was a binding. */
export async function unbind(
  database: CompanionDatabase,
  accountId: string,
): Promise<boolean> {
  const { numDeletedRows } = await database
    .deleteFrom("open_id_bindings")
    .where("account_id", "=", accountId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

function digestOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
