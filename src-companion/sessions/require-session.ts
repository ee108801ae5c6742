import type { FastifyRequest } from "fastify";
import type { EndpointAccess } from "../../src-shared/companion-api/endpoint.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { CompanionParts } from "../companion-parts.ts";
import { findSession } from "./session-store.ts";
import type { Session } from "./session.ts";

const admitted: Readonly<
  Record<Exclude<EndpointAccess, "none">, readonly Session["kind"][]>
> = {
  enterprise: ["key", "account"],
  key: ["key"],
  account: ["account"],
  reviewer: ["reviewer"],
  "enterprise-or-reviewer": ["key", "account", "reviewer"],
  "signed-in": ["key", "account", "reviewer"],
};

/** Null only where the route is open to everybody. Throws `not-signed-in`, `session-ended`, `not-allowed` … */
export async function requireSession(
  { database, now }: Pick<CompanionParts, "database" | "now">,
  request: FastifyRequest,
  access: EndpointAccess,
): Promise<Session | null> {
  if (access === "none") return null;
  const token = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(
    request.headers.authorization ?? "",
  )?.[1];
  const session =
    token === undefined ? undefined : await findSession(database, token, now());
  if (session === undefined) throw new ProblemError("not-signed-in");
  if (session === "ended") throw new ProblemError("session-ended");
  if (!admitted[access].includes(session.kind))
    throw new ProblemError("not-allowed");
  if (
    (access === "enterprise" || access === "enterprise-or-reviewer") &&
    session.kind === "account" &&
    session.uscc === null
  )
    throw new ProblemError("account-without-enterprise");
  return session;
}
