import type { z } from "zod";
import type { companionProblemCodes } from "./companion-problem-codes.ts";

export type CompanionProblemCode = (typeof companionProblemCodes)[number];

/** Who may call: nobody signed in, an enterprise (its own rows only), a reviewer, or either of the two. */
export type EndpointAccess =
  "none" | "enterprise" | "reviewer" | "enterprise-or-reviewer";

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
