import type { z } from "zod";
import type { companionProblemCodes } from "./companion-problem-codes.ts";

export type CompanionProblemCode = (typeof companionProblemCodes)[number];

/**
 * Who may call. `enterprise`: a key, or an account that has a 统一社会信用代码, each its own rows only; `account`: an
 * account of any type; `signed-in`: anybody with a session.
 */
export type EndpointAccess =
  | "none"
  | "enterprise"
  | "key"
  | "account"
  | "reviewer"
  | "enterprise-or-reviewer"
  | "signed-in";

export interface Endpoint {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  /** Fastify notation, e.g. `/v1/filings/:filingId`. */
  readonly path: string;
  readonly access: EndpointAccess;
  /** One line for the OpenAPI document. */
  readonly summary: string;
  readonly params: z.ZodType;
  readonly query: z.ZodType;
  readonly body: z.ZodType;
  readonly reply: z.ZodType;
}

/** Keeps the exact schema types of each part, so that server and client are typed by one line. */
export function endpoint<const E extends Endpoint>(definition: E): E {
  return definition;
}
