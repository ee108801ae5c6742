import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** scrypt (RFC 7914) of a password, with what it takes to compute it again. */
export const passwordVerifierSchema = z.strictObject({
  salt: z.base64(),
  cost: z.int().positive(),
  digest: z.base64(),
});
export type PasswordVerifier = z.infer<typeof passwordVerifierSchema>;

/** 128 MiB a try: OWASP's first recommendation, and about half a second at a clerk's desk. */
const ordinaryCost = 2 ** 17;
const blockSize = 8;
const digestBytes = 32;

export async function makePasswordVerifier(
  password: string,
  cost = ordinaryCost,
): Promise<PasswordVerifier> {
  const salt = randomBytes(16);
  const digest = await derive(password, salt, cost);
  return {
    salt: salt.toString("base64"),
    cost,
    digest: digest.toString("base64"),
  };
}

export async function isPasswordOf(
  { salt, cost, digest }: PasswordVerifier,
  password: string,
): Promise<boolean> {
  const derived = await derive(password, Buffer.from(salt, "base64"), cost);
  return timingSafeEqual(derived, Buffer.from(digest, "base64"));
}

function derive(
  password: string,
  salt: Uint8Array,
  cost: number,
): Promise<Buffer> {
  const limits = {
    N: cost,
    r: blockSize,
    p: 1,
    maxmem: 256 * cost * blockSize,
  };
  return new Promise((resolve, reject) => {
    scrypt(
      password.normalize("NFC"),
      salt,
      digestBytes,
      limits,
      (error, key) => {
        if (error === null) resolve(key);
        else reject(error);
      },
    );
  });
}
