import { runDurably } from "../storage/run-durably.ts";
import type { Database } from "../storage/open-database.ts";

export type IdentityKind = "usb-key" | "account";
/** A way to open a data key; `recovery-code` can stand beside it. */
export type WrapMethod = "secret-store";

export interface IdentityRow {
  readonly id: string;
  readonly sealedProfile: Uint8Array | null;
}

export interface IdentityStore {
  readInstallationSecret(): Uint8Array | null;
  insertInstallationSecret(wrapped: Uint8Array): void;
  hasIdentities(): boolean;
  find(kind: IdentityKind, lookup: Uint8Array): IdentityRow | null;
  readWrappedKey(identityId: string, method: WrapMethod): Uint8Array | null;
  /** The identity and the one way to open it, together or not at all. */
  insert(identity: {
    id: string;
    kind: IdentityKind;
    lookup: Uint8Array;
    sealedProfile: Uint8Array;
    method: WrapMethod;
    wrapped: Uint8Array;
  }): void;
}

export function createIdentityStore(
  database: Database,
  now: () => Date,
): IdentityStore {
  const readSecret = database
    .prepare<[], Buffer>("SELECT wrapped FROM installation_secret WHERE id = 1")
    .pluck();
  const insertSecret = database.prepare<[Uint8Array, string]>(
    "INSERT INTO installation_secret (id, wrapped, created_at) VALUES (1, ?, ?)",
  );
  const anyIdentity = database
    .prepare<[], number>("SELECT EXISTS (SELECT 1 FROM identities)")
    .pluck();
  const select = database.prepare<[string, Uint8Array], IdentityRow>(
    `SELECT id, sealed_profile AS sealedProfile FROM identities
     WHERE kind = ? AND lookup = ?`,
  );
  const readKey = database
    .prepare<[string, string], Buffer>(
      "SELECT wrapped FROM identity_keys WHERE identity_id = ? AND method = ?",
    )
    .pluck();
  const insertIdentity = database.prepare<
    [string, string, Uint8Array, Uint8Array, string]
  >(
    `INSERT INTO identities (id, kind, lookup, sealed_profile, created_at)
     VALUES (?, ?, ?, ?, ?)`,
  );
  const insertKey = database.prepare<[string, string, Uint8Array, string]>(
    `INSERT INTO identity_keys (identity_id, method, wrapped, created_at)
     VALUES (?, ?, ?, ?)`,
  );
  return {
    readInstallationSecret: () => readSecret.get() ?? null,
    insertInstallationSecret: (wrapped) =>
      runDurably(database, () => {
        insertSecret.run(wrapped, now().toISOString());
      }),
    hasIdentities: () => anyIdentity.get() === 1,
    find: (kind, lookup) => select.get(kind, lookup) ?? null,
    readWrappedKey: (identityId, method) =>
      readKey.get(identityId, method) ?? null,
    insert: ({ id, kind, lookup, sealedProfile, method, wrapped }) =>
      runDurably(database, () => {
        const at = now().toISOString();
        insertIdentity.run(id, kind, lookup, sealedProfile, at);
        insertKey.run(id, method, wrapped, at);
      }),
  };
}
