import { createHash, randomBytes } from "node:crypto";
import type { Insertable, Selectable } from "kysely";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionTables } from "../storage/companion-tables.ts";
import type {
  CompanionDatabase,
  CompanionTransaction,
} from "../storage/open-database.ts";
import type {
  AccountSession,
  KeySession,
  ReviewerSession,
  Session,
} from "./session.ts";

const hourMs = 60 * 60 * 1000;
const longestMs = 12 * hourMs;
/** Of an account's session without a renewal: there is no key to pull out. */
const unrenewedMs = 2 * hourMs;

export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: string;
}

type NewSession =
  | Omit<KeySession, "tokenSha256">
  | Pick<ReviewerSession, "kind" | "reviewerId">
  | (Pick<AccountSession, "kind" | "signedInBy"> & {
      readonly accountId: string;
    });

/** The token leaves once; only its digest is kept, so that a copy of the database opens no session. */
export async function issueSession(
  database: CompanionDatabase,
  session: NewSession,
  now: Date,
): Promise<IssuedToken> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = later(
    now,
    session.kind === "account" ? unrenewedMs : longestMs,
  );
  await database
    .deleteFrom("sessions")
    .where("expires_at", "<", now.toISOString())
    .execute();
  await database
    .insertInto("sessions")
    .values({
      token_sha256: digestOfToken(token),
      kind: session.kind,
      created_at: now.toISOString(),
      expires_at: expiresAt,
      ...columnsOf(session),
    })
    .execute();
  return { token, expiresAt };
}

/** `ended` is told apart only while the row is still there; afterwards the token is as unknown as any. */
export async function findSession(
  database: CompanionDatabase,
  token: string,
  now: Date,
): Promise<Session | "ended" | undefined> {
  const row = await database
    .selectFrom("sessions")
    .leftJoin("reviewers", "reviewers.id", "sessions.reviewer_id")
    .leftJoin("accounts", "accounts.id", "sessions.account_id")
    .selectAll("sessions")
    .select(["reviewers.name", "reviewers.authority", "reviewers.province"])
    .select([
      "accounts.name as account_name",
      "accounts.display_name",
      "accounts.type",
      "accounts.uscc as account_uscc",
      "accounts.enterprise_name as account_enterprise",
      "accounts.closed_at as account_closed_at",
    ])
    .where("token_sha256", "=", digestOfToken(token))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (row.expires_at <= now.toISOString() || row.account_closed_at !== null)
    return "ended";
  switch (row.kind) {
    case "key":
      return keySessionOf(row);
    case "account":
      return accountSessionOf(row);
    case "reviewer":
      return {
        kind: "reviewer",
        tokenSha256: row.token_sha256,
        reviewerId: row.reviewer_id ?? "",
        name: row.name ?? "",
        authority: row.authority ?? "",
        province: row.province ?? "",
      };
  }
}

/** Two more hours from now, up to twelve from the sign-in. Returns the new end. */
export async function renewAccountSession(
  database: CompanionDatabase,
  session: AccountSession,
  now: Date,
): Promise<string> {
  const end = later(new Date(session.signedInAt), longestMs);
  const wanted = later(now, unrenewedMs);
  const expiresAt = wanted < end ? wanted : end;
  await database
    .updateTable("sessions")
    .set({ expires_at: expiresAt })
    .where("token_sha256", "=", session.tokenSha256)
    .execute();
  return expiresAt;
}

export async function endSession(
  database: CompanionDatabase,
  session: Session,
): Promise<void> {
  await database
    .deleteFrom("sessions")
    .where("token_sha256", "=", session.tokenSha256)
    .execute();
}

/**
 * For what changes an account after a hash or a message was waited for: whoever closed it, took it over or reset it
 * meanwhile has ended this session. Throws `session-ended`.
 */
export async function requireOpenSession(
  transaction: CompanionTransaction,
  { tokenSha256 }: Session,
): Promise<void> {
  const row = await transaction
    .selectFrom("sessions")
    .select("token_sha256")
    .where("token_sha256", "=", tokenSha256)
    .executeTakeFirst();
  if (row === undefined) throw new ProblemError("session-ended");
}

/** All of an account but the one that asks, if one does. */
export async function endSessionsOfAccount(
  database: CompanionDatabase,
  accountId: string,
  kept: AccountSession | null = null,
): Promise<void> {
  await database
    .deleteFrom("sessions")
    .where("account_id", "=", accountId)
    .where("token_sha256", "!=", kept?.tokenSha256 ?? "")
    .execute();
}

function columnsOf(
  session: NewSession,
): Partial<Insertable<CompanionTables["sessions"]>> {
  switch (session.kind) {
    case "key":
      return {
        uscc: session.uscc,
        enterprise_name: session.enterpriseName,
        holder_name: session.holderName,
        certificate_sha256: session.certificateSha256,
      };
    case "account":
      return {
        account_id: session.accountId,
        signed_in_by: session.signedInBy,
      };
    case "reviewer":
      return { reviewer_id: session.reviewerId };
  }
}

type SessionRow = Selectable<CompanionTables["sessions"]>;

function keySessionOf(row: SessionRow): KeySession {
  return {
    kind: "key",
    tokenSha256: row.token_sha256,
    uscc: row.uscc ?? "",
    enterpriseName: row.enterprise_name ?? "",
    holderName: row.holder_name ?? "",
    certificateSha256: row.certificate_sha256 ?? "",
  };
}

function accountSessionOf(
  row: SessionRow & {
    account_name: string | null;
    display_name: string | null;
    type: AccountSession["account"]["type"] | null;
    account_uscc: string | null;
    account_enterprise: string | null;
  },
): AccountSession {
  return {
    kind: "account",
    tokenSha256: row.token_sha256,
    account: {
      id: row.account_id ?? "",
      name: row.account_name ?? "",
      displayName: row.display_name ?? "",
      type: row.type ?? "person",
      uscc: row.account_uscc,
      enterpriseName: row.account_enterprise,
    },
    uscc: row.account_uscc,
    signedInBy: row.signed_in_by ?? "open-id",
    signedInAt: row.created_at,
  };
}

function later(from: Date, ms: number): string {
  return new Date(from.getTime() + ms).toISOString();
}

function digestOfToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
