import { z } from "zod";
import { procedure } from "../bridge/procedure.ts";

/** A proxy that wants to know who goes through; null while none does. */
export const proxyQuestionSchema = z
  .strictObject({
    /** Host and port. */
    proxy: z.string().max(300),
    /** What the proxy says of itself; shown, never obeyed. */
    realm: z.string().max(200),
    /** True where a name and a password were given and refused. */
    wasRefused: z.boolean(),
  })
  .nullable();
export type ProxyQuestion = z.output<typeof proxyQuestionSchema>;

export const networkProcedures = {
  "network.proxy-question": procedure(
    "anyone",
    z.strictObject({}),
    proxyQuestionSchema,
  ),
  /** Kept in memory until the client ends, and for the proxy that asked alone. */
  "network.answer-proxy": procedure(
    "anyone",
    z.strictObject({
      username: z.string().min(1).max(200),
      password: z.string().max(200),
    }),
    z.strictObject({}),
  ),
} as const;

export const networkEvents = {
  "network.proxy-asks": proxyQuestionSchema,
} as const;
