import { randomUUID } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** A port, so that a test can count: every sign-in costs one hash, whether anybody has that name or not. */
export interface PasswordHashes {
  hash(password: string): Promise<string>;
  /** Null: nobody, or no password yet; false after the same work. */
  verify(hash: string | null, password: string): Promise<boolean>;
}

// Argon2id is the library's default; the cost follows RFC 9106's second recommendation in OWASP's smaller form.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// Made at start: the first unknown name must not take longer than the second.
const standInHash = hash(randomUUID(), cost);

export const argon2Hashes: PasswordHashes = {
  hash: (password) => hash(password, cost),
  verify: async (known, password) => {
    const isRight = await verify(known ?? (await standInHash), password);
    return known !== null && isRight;
  },
};
