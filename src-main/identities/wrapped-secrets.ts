import { randomBytes } from "node:crypto";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { dataKeyBytes } from "../storage/identity-key.ts";
import type { IdentityStore } from "./identity-store.ts";

/** The operating system's protection, as the host gives it. */
export interface SecretWrapping {
  protect(secret: Uint8Array): Promise<Uint8Array>;
  reveal(protectedSecret: Uint8Array): Promise<Uint8Array>;
}

export const installationSecretBytes = 32;

/** Throws `identity-store-unreadable`. */
export async function revealDataKey(
  store: IdentityStore,
  wrapping: SecretWrapping,
  identityId: string,
): Promise<Uint8Array> {
  const wrapped = store.readWrappedKey(identityId, "secret-store");
  if (wrapped === null) throw unreadable();
  return reveal(wrapping, wrapped, dataKeyBytes);
}

/** What finds identities again; made at the first sign-in on this machine. Throws `identity-store-unreadable`. */
export async function installationSecret(
  store: IdentityStore,
  wrapping: SecretWrapping,
): Promise<Uint8Array> {
  const wrapped = store.readInstallationSecret();
  if (wrapped !== null)
    return reveal(wrapping, wrapped, installationSecretBytes);
  // Identities without the secret that finds them: a fresh one would only make them look absent.
  if (store.hasIdentities()) throw unreadable();
  const secret = randomBytes(installationSecretBytes);
  store.insertInstallationSecret(await protect(wrapping, secret));
  return secret;
}

export async function protect(
  wrapping: SecretWrapping,
  secret: Uint8Array,
): Promise<Uint8Array> {
  try {
    const wrapped = await wrapping.protect(secret);
    // Better found out now than when the only copy of a key has to be read back.
    if (!Buffer.from(await wrapping.reveal(wrapped)).equals(secret))
      throw new Error("the secret store does not give back what it was given");
    return wrapped;
  } catch (error) {
    throw unreadable(error);
  }
}

export async function reveal(
  wrapping: SecretWrapping,
  wrapped: Uint8Array,
  length: number,
): Promise<Uint8Array> {
  let secret: Uint8Array;
  try {
    secret = await wrapping.reveal(wrapped);
  } catch (error) {
    throw unreadable(error);
  }
  if (secret.length !== length) throw unreadable();
  return secret;
}

export function unreadable(cause?: unknown): ProblemError {
  return new ProblemError("identity-store-unreadable", undefined, { cause });
}
