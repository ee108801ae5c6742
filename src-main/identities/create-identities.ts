import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import {
  dataKeyBytes,
  deriveIdentityKey,
  type IdentityKey,
} from "../storage/identity-key.ts";
import { openJson, sealJson, type SealedPlace } from "../storage/sealed.ts";
import type {
  IdentityKind,
  IdentityRow,
  IdentityStore,
} from "./identity-store.ts";

/** The operating system's protection, as the host gives it. */
export interface SecretWrapping {
  protect(secret: Uint8Array): Promise<Uint8Array>;
  reveal(protectedSecret: Uint8Array): Promise<Uint8Array>;
}

/**
 * Whose data this machine holds. Nothing here ever replaces a key that cannot be read: what it sealed would be lost,
 * so it is `identity-store-unreadable` until the system's store works again or another way to open exists.
 */
export interface Identities {
  /** `name`: the 统一社会信用代码 of a key's certificate, or the account's name. Null: never signed in here. */
  find(kind: IdentityKind, name: string): Promise<IdentityKey | null>;
  findOrCreate(kind: IdentityKind, name: string): Promise<IdentityKey>;
}

const profileSchema = z.object({ kind: z.string(), name: z.string() });
const installationSecretBytes = 32;

export function createIdentities(
  store: IdentityStore,
  wrapping: SecretWrapping,
): Identities {
  const lookupOf = async (
    kind: IdentityKind,
    name: string,
  ): Promise<Uint8Array> => {
    const secret = await installationSecret(store, wrapping);
    return createHmac("sha256", secret).update(`${kind}\0${name}`).digest();
  };

  const find = async (
    kind: IdentityKind,
    name: string,
  ): Promise<IdentityKey | null> => {
    // Without any identity there is nothing to find, and no secret has to be made for looking.
    if (!store.hasIdentities()) return null;
    const row = store.find(kind, await lookupOf(kind, name));
    return row === null ? null : openIdentity(store, wrapping, row, name);
  };

  return {
    find,
    findOrCreate: async (kind, name) => {
      const known = await find(kind, name);
      if (known !== null) return known;
      const lookup = await lookupOf(kind, name);
      const id = randomUUID();
      const dataKey = randomBytes(dataKeyBytes);
      const wrapped = await protect(wrapping, dataKey);
      const key = deriveIdentityKey(id, dataKey);
      dataKey.fill(0);
      const sealedProfile = sealJson(key, profilePlace(id), { kind, name });
      const method = "secret-store";
      store.insert({ id, kind, lookup, sealedProfile, method, wrapped });
      return key;
    },
  };
}

async function openIdentity(
  store: IdentityStore,
  wrapping: SecretWrapping,
  { id, sealedProfile }: IdentityRow,
  name: string,
): Promise<IdentityKey> {
  const wrapped = store.readWrappedKey(id, "secret-store");
  if (wrapped === null || sealedProfile === null) throw unreadable();
  const dataKey = await reveal(wrapping, wrapped, dataKeyBytes);
  const key = deriveIdentityKey(id, dataKey);
  dataKey.fill(0);
  // The profile opens with the right key only: a store that answers with another one must not open an empty list.
  let profile;
  try {
    profile = profileSchema.parse(
      openJson(key, profilePlace(id), sealedProfile),
    );
  } catch (error) {
    throw unreadable(error);
  }
  if (profile.name !== name) throw unreadable();
  return key;
}

async function installationSecret(
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

async function protect(
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

async function reveal(
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

function profilePlace(id: string): SealedPlace {
  return { table: "identities", column: "sealed_profile", id };
}

function unreadable(cause?: unknown): ProblemError {
  return new ProblemError("identity-store-unreadable", undefined, { cause });
}
