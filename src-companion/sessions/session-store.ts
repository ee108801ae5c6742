import { createHash, randomBytes } from "node:crypto";
import type { CompanionDatabase } from "../storage/open-database.ts";
import type { EnterpriseSession, ReviewerSession, Session } from "./session.ts";

const lifetimeMs = 12 * 60 * 60 * 1000;

export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: string;
}

type NewSession =
  | Omit<EnterpriseSession, "tokenSha256">
  | Pick<ReviewerSession, "kind" | "reviewerId">;

/** The token leaves once; only its digest is kept, so that a copy of the database opens no session. */
export async function issueSession(
  database: CompanionDatabase,
  session: NewSession,
  now: Date,
): Promise<IssuedToken> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + lifetimeMs).toISOString();
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
      ...(session.kind === "enterprise"
        ? enterpriseColumns(session)
        : reviewerColumns(session.reviewerId)),
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
    .selectAll("sessions")
    .select(["reviewers.name", "reviewers.authority", "reviewers.province"])
    .where("token_sha256", "=", digestOfToken(token))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (row.expires_at <= now.toISOString()) return "ended";
  return row.kind === "enterprise"
    ? {
        kind: "enterprise",
        tokenSha256: row.token_sha256,
        uscc: row.uscc ?? "",
        enterpriseName: row.enterprise_name ?? "",
        holderName: row.holder_name ?? "",
        certificateSha256: row.certificate_sha256 ?? "",
      }
    : {
        kind: "reviewer",
        tokenSha256: row.token_sha256,
        reviewerId: row.reviewer_id ?? "",
        name: row.name ?? "",
        authority: row.authority ?? "",
        province: row.province ?? "",
      };
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

function enterpriseColumns(session: Omit<EnterpriseSession, "tokenSha256">) {
  return {
    uscc: session.uscc,
    enterprise_name: session.enterpriseName,
    holder_name: session.holderName,
    certificate_sha256: session.certificateSha256,
    reviewer_id: null,
  };
}

function reviewerColumns(reviewerId: string) {
  return {
    uscc: null,
    enterprise_name: null,
    holder_name: null,
    certificate_sha256: null,
    reviewer_id: reviewerId,
  };
}

function digestOfToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
