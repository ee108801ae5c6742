import { z } from "zod";

/** No parameters, no query, no body, or an empty object as the answer. */
export const nothing = z.strictObject({}).optional();

/** Standard base64; the limit counts decoded bytes. */
export function base64Schema(limitBytes: number): z.ZodString {
  return z
    .base64()
    .max(Math.ceil(limitBytes / 3) * 4) as unknown as z.ZodString;
}
