import { z } from "zod";

const email = z.email().max(254);

/** An address of the common shape, at most 254 characters (RFC 5321, 4.5.3.1.3). */
export function isEmail(text: string): boolean {
  return email.safeParse(text).success;
}
