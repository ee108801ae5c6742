import { createHmac, randomBytes, randomUUID } from "node:crypto";
import {
  dataKeyBytes,
  deriveIdentityKey,
  type IdentityKey,
} from "../storage/identity-key.ts";
import type {
  IdentityKind,
  IdentityRow,
  IdentityStore,
} from "./identity-store.ts";
import { readProfile, sealProfile } from "./identity-profile.ts";
import {
  lookupUnder,
  mendWrappings,
  openRows,
  type SpareWrappings,
} from "./mend-wrappings.ts";
import { recoveryOf, type IdentityRecovery } from "./recover-identity.ts";
import {
  installationSecret,
  protect,
  revealDataKey,
  unreadable,
  type SecretWrapping,
} from "./wrapped-secrets.ts";

export type { SecretWrapping } from "./wrapped-secrets.ts";

/**
 * Whose data this machine holds. Nothing here ever replaces a key that cannot be read: what it sealed would be lost,
 * so it is `identity-store-unreadable` until the system's store works again or another way to open exists.
 */
export interface Identities extends IdentityRecovery {
  /** `name`: the 统一社会信用代码 of a key's certificate, or the account's name. Null: never signed in here. */
  find(kind: IdentityKind, name: string): Promise<IdentityKey | null>;
  findOrCreate(kind: IdentityKind, name: string): Promise<IdentityKey>;
  /** False: the system's store does not give back what opens somebody's data here, who cannot sign in without a code. */
  isReadable(): Promise<boolean>;
  /** Of everybody whose data key the system's store gives back: only to look whether what lies here still opens. */
  openable(): Promise<IdentityKey[]>;
  /** HMAC-SHA-256 under a key of this installation and this purpose: finds again, and tells nothing. */
  hash(purpose: string, text: string): Promise<Uint8Array>;
}

export function createIdentities(
  store: IdentityStore,
  wrapping: SecretWrapping,
  spares: SpareWrappings = async () => [],
): Identities {
  const mend = (): Promise<boolean> => mendWrappings(store, wrapping, spares);
  /** Where something does not open: once more with what backups hold in its place. */
  const orMended = async <Result>(
    open: () => Promise<Result>,
  ): Promise<Result> => {
    try {
      return await open();
    } catch (error) {
      if (await mend()) return open();
      throw error;
    }
  };
  const lookupOf = async (
    kind: IdentityKind,
    name: string,
  ): Promise<Uint8Array> =>
    lookupUnder(await installationSecret(store, wrapping), kind, name);

  const find = async (
    kind: IdentityKind,
    name: string,
  ): Promise<IdentityKey | null> => {
    // Without any identity there is nothing to find, and no secret has to be made for looking.
    if (!store.hasIdentities()) return null;
    return orMended(async () => {
      const row = store.find(kind, await lookupOf(kind, name));
      return row === null ? null : openIdentity(store, wrapping, row, name);
    });
  };
  const isReadable = async (): Promise<boolean> => {
    if (!store.hasIdentities()) return true;
    await installationSecret(store, wrapping);
    for (const { id } of store.all())
      (await revealDataKey(store, wrapping, id)).fill(0);
    return true;
  };

  return {
    find,
    isReadable: () => orMended(isReadable).catch(() => false),
    openable: async () => {
      await mend();
      const opened = await openRows(store, wrapping);
      return opened.map(({ key }) => key);
    },
    hash: async (purpose, text) => {
      const secret = await orMended(() => installationSecret(store, wrapping));
      // Two steps, so that no purpose can be mistaken for the kind of an identity.
      const key = createHmac("sha256", secret)
        .update(`for ${purpose}`)
        .digest();
      return createHmac("sha256", key).update(text).digest();
    },
    findOrCreate: async (kind, name) => {
      const known =
        (await find(kind, name)) ??
        // Before somebody counts as new: a secret that came out wrong finds nobody.
        ((await mend()) ? await find(kind, name) : null);
      if (known !== null) return known;
      const lookup = await lookupOf(kind, name);
      const id = randomUUID();
      const dataKey = randomBytes(dataKeyBytes);
      const wrapped = await protect(wrapping, dataKey);
      const key = deriveIdentityKey(id, dataKey);
      dataKey.fill(0);
      const sealedProfile = sealProfile(key, { kind, name });
      const method = "secret-store";
      store.insert({ id, kind, lookup, sealedProfile, method, wrapped });
      return key;
    },
    ...recoveryOf(store, wrapping),
  };
}

async function openIdentity(
  store: IdentityStore,
  wrapping: SecretWrapping,
  row: IdentityRow,
  name: string,
): Promise<IdentityKey> {
  const dataKey = await revealDataKey(store, wrapping, row.id);
  const key = deriveIdentityKey(row.id, dataKey);
  dataKey.fill(0);
  // The profile opens with the right key only: a store that answers with another one must not open an empty list.
  if (readProfile(key, row)?.name !== name) throw unreadable();
  return key;
}
