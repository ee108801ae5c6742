import { runDurably } from "../storage/run-durably.ts";
import type { Database } from "../storage/open-database.ts";

export type IdentityKind = "usb-key" | "account";
/** A way to open a data key: by the host's secret store, or by what its owner wrote down. */
export type WrapMethod = "secret-store" | "recovery-code";

export interface IdentityRow {
  readonly id: string;
  readonly sealedProfile: Uint8Array | null;
}

/** `lookup` is an HMAC of its kind and name under the installation's secret. */
export interface FoundIdentity extends IdentityRow {
  readonly lookup: Uint8Array;
}

export interface RecoverableIdentity extends IdentityRow {
  readonly wrapped: Uint8Array;
}

export interface IdentityStore {
  readInstallationSecret(): Uint8Array | null;
  insertInstallationSecret(wrapped: Uint8Array): void;
  /** In the place of one that does not open. */
  replaceInstallationSecret(wrapped: Uint8Array): void;
  hasIdentities(): boolean;
  all(): FoundIdentity[];
  find(kind: IdentityKind, lookup: Uint8Array): IdentityRow | null;
  readWrappedKey(identityId: string, method: WrapMethod): Uint8Array | null;
  /** When this identity was wrapped this way; null = it is not. */
  wrappedAt(identityId: string, method: WrapMethod): string | null;
  /** Every identity of this kind that a recovery code may open. */
  recoverable(kind: IdentityKind): RecoverableIdentity[];
  putWrappedKey(
    identityId: string,
    method: WrapMethod,
    wrapped: Uint8Array,
  ): void;
  /** The data key, and the installation's secret where it is given, under the store of this machine; both or none. */
  rewrap(
    identityId: string,
    wrappedKey: Uint8Array,
    wrappedSecret: Uint8Array | null,
  ): void;
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

/** `onKept`: what opens somebody's data has changed, which nothing but a backup could bring back. */
export function createIdentityStore(
  database: Database,
  now: () => Date,
  onKept: () => void = () => undefined,
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
  const selectAll = database.prepare<[], FoundIdentity>(
    "SELECT id, lookup, sealed_profile AS sealedProfile FROM identities",
  );
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
  const putKey = database.prepare<[string, string, Uint8Array, string]>(
    `INSERT INTO identity_keys (identity_id, method, wrapped, created_at)
     VALUES (?, ?, ?, ?)
     ON CONFLICT (identity_id, method)
     DO UPDATE SET wrapped = excluded.wrapped, created_at = excluded.created_at`,
  );
  const keyTime = database
    .prepare<[string, string], string>(
      "SELECT created_at FROM identity_keys WHERE identity_id = ? AND method = ?",
    )
    .pluck();
  const selectRecoverable = database.prepare<[string], RecoverableIdentity>(
    `SELECT id, sealed_profile AS sealedProfile, wrapped FROM identities
     JOIN identity_keys ON identity_id = id AND method = 'recovery-code'
     WHERE kind = ?`,
  );
  const replaceSecret = database.prepare<[Uint8Array, string]>(
    `INSERT INTO installation_secret (id, wrapped, created_at) VALUES (1, ?, ?)
     ON CONFLICT (id) DO UPDATE SET wrapped = excluded.wrapped, created_at = excluded.created_at`,
  );
  const keep = (work: () => void): void => {
    runDurably(database, work);
    onKept();
  };
  return {
    readInstallationSecret: () => readSecret.get() ?? null,
    insertInstallationSecret: (wrapped) =>
      runDurably(database, () => {
        insertSecret.run(wrapped, now().toISOString());
      }),
    hasIdentities: () => anyIdentity.get() === 1,
    replaceInstallationSecret: (wrapped) =>
      keep(() => {
        replaceSecret.run(wrapped, now().toISOString());
      }),
    all: () => selectAll.all(),
    find: (kind, lookup) => select.get(kind, lookup) ?? null,
    readWrappedKey: (identityId, method) =>
      readKey.get(identityId, method) ?? null,
    insert: ({ id, kind, lookup, sealedProfile, method, wrapped }) =>
      keep(() => {
        const at = now().toISOString();
        insertIdentity.run(id, kind, lookup, sealedProfile, at);
        putKey.run(id, method, wrapped, at);
      }),
    wrappedAt: (identityId, method) => keyTime.get(identityId, method) ?? null,
    recoverable: (kind) => selectRecoverable.all(kind),
    putWrappedKey: (identityId, method, wrapped) =>
      keep(() => {
        putKey.run(identityId, method, wrapped, now().toISOString());
      }),
    rewrap: (identityId, wrappedKey, wrappedSecret) =>
      keep(() => {
        const at = now().toISOString();
        putKey.run(identityId, "secret-store", wrappedKey, at);
        if (wrappedSecret !== null) replaceSecret.run(wrappedSecret, at);
      }),
  };
}
