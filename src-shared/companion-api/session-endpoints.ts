import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { base64Schema, nothing } from "./shapes.ts";

export const sessionEndpoints = {
  createChallenge: endpoint({
    method: "POST",
    path: "/v1/challenges",
    access: "none",
    summary: "A nonce for one sign-in, valid two minutes",
    params: nothing,
    query: nothing,
    body: nothing,
    reply: z.strictObject({
      nonce: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
      expiresAt: z.iso.datetime(),
      /** The API's clock, so that a client with a wrong one can say so. */
      now: z.iso.datetime(),
    }),
  }),
  signInWithKey: endpoint({
    method: "POST",
    path: "/v1/sessions",
    access: "none",
    summary: "Sign in with a signed statement",
    params: nothing,
    query: nothing,
    body: z.strictObject({
      /** The sign-in statement (see src-shared/session/sign-in-statement.ts), canonical JSON text. */
      statement: z.string().max(4000),
      /** Detached CMS SignedData (DER) over the statement's UTF-8 bytes. */
      signature: base64Schema(64 * 1024),
    }),
    reply: z.strictObject({
      token: z.string(),
      expiresAt: z.iso.datetime(),
      uscc: z.string(),
      enterpriseName: z.string(),
      holderName: z.string(),
      revocation: z.enum(["good", "unknown"]),
    }),
  }),
  signOut: endpoint({
    method: "DELETE",
    path: "/v1/sessions/current",
    access: "signed-in",
    summary: "End this session",
    params: nothing,
    query: nothing,
    body: nothing,
    reply: nothing,
  }),
  signInReviewer: endpoint({
    method: "POST",
    path: "/v1/reviewer-sessions",
    access: "none",
    summary: "Sign in as a reviewer",
    params: nothing,
    query: nothing,
    body: z.strictObject({
      name: z.string().max(100),
      password: z.string().max(200),
    }),
    reply: z.strictObject({
      token: z.string(),
      expiresAt: z.iso.datetime(),
      authority: z.string(),
      province: z.string(),
    }),
  }),
} as const;
