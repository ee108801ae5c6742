import { createHmac } from "node:crypto";
import {
  dataKeyBytes,
  deriveIdentityKey,
  type IdentityKey,
} from "../storage/identity-key.ts";
import { readProfile } from "./identity-profile.ts";
import type { FoundIdentity, IdentityStore } from "./identity-store.ts";
import {
  installationSecretBytes,
  reveal,
  revealDataKey,
  type SecretWrapping,
} from "./wrapped-secrets.ts";

/** The same rows as they lie elsewhere: what the system's store once gave for this profile. */
export interface SpareWrapping {
  readonly installationSecret: Uint8Array | null;
  /** By identity. */
  readonly dataKeys: ReadonlyMap<string, Uint8Array>;
}

/** The newest first; asked only where something here does not open. */
export type SpareWrappings = () => Promise<readonly SpareWrapping[]>;

interface OpenedRow {
  readonly row: FoundIdentity;
  readonly key: IdentityKey;
}

/** Those whose data key opens, and is the right one. */
export async function openRows(
  store: IdentityStore,
  wrapping: SecretWrapping,
): Promise<OpenedRow[]> {
  const opened: OpenedRow[] = [];
  for (const row of store.all()) {
    const key = await revealDataKey(store, wrapping, row.id).then(
      (dataKey) => keyFor(row, dataKey),
      () => null,
    );
    if (key !== null) opened.push({ row, key });
  }
  return opened;
}

/**
 * Puts a spare in the place of a wrapping that does not open. Each proves itself: a data key by the profile that was sealed
 * under it, the secret by a lookup that was made with it. Where the system's store opens nothing any more, spares do not
 * open either and all stays as it is. True: something was mended.
 */
export async function mendWrappings(
  store: IdentityStore,
  wrapping: SecretWrapping,
  spares: SpareWrappings,
): Promise<boolean> {
  const rows = store.all();
  const opened = await openRows(store, wrapping);
  const shut = rows.filter(({ id }) =>
    opened.every(({ row }) => row.id !== id),
  );
  const isSecretShut = !(await isSecretRight(
    wrapping,
    store.readInstallationSecret(),
    opened,
  ));
  if (rows.length === 0 || (shut.length === 0 && !isSecretShut)) return false;
  const found = await spares();
  let isMended = false;
  for (const row of shut)
    for (const { dataKeys } of found) {
      const wrapped = dataKeys.get(row.id);
      const key =
        wrapped === undefined
          ? null
          : await reveal(wrapping, wrapped, dataKeyBytes).then(
              (dataKey) => keyFor(row, dataKey),
              () => null,
            );
      if (wrapped === undefined || key === null) continue;
      store.putWrappedKey(row.id, "secret-store", wrapped);
      opened.push({ row, key });
      isMended = true;
      break;
    }
  if (await isSecretRight(wrapping, store.readInstallationSecret(), opened))
    return isMended;
  for (const { installationSecret } of found)
    if (await isSecretRight(wrapping, installationSecret, opened)) {
      store.replaceInstallationSecret(installationSecret as Uint8Array);
      return true;
    }
  return isMended;
}

export function lookupUnder(
  secret: Uint8Array,
  kind: string,
  name: string,
): Buffer {
  return createHmac("sha256", secret).update(`${kind}\0${name}`).digest();
}

function keyFor(row: FoundIdentity, dataKey: Uint8Array): IdentityKey | null {
  const key = deriveIdentityKey(row.id, dataKey);
  dataKey.fill(0);
  return readProfile(key, row) === null ? null : key;
}

/** It finds those whose name is known because their data key opens. */
async function isSecretRight(
  wrapping: SecretWrapping,
  wrapped: Uint8Array | null,
  opened: readonly OpenedRow[],
): Promise<boolean> {
  if (wrapped === null) return false;
  const secret = await reveal(wrapping, wrapped, installationSecretBytes).catch(
    () => null,
  );
  if (secret === null) return false;
  return opened.every(({ row, key }) => {
    const profile = readProfile(key, row);
    return (
      profile !== null &&
      lookupUnder(secret, profile.kind, profile.name).equals(row.lookup)
    );
  });
}
