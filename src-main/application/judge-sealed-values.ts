import { listBackups } from "../backups/backup-folder.ts";
import { withBackup } from "../backups/read-backup.ts";
import { createIdentities } from "../identities/create-identities.ts";
import { createIdentityStore } from "../identities/identity-store.ts";
import type {
  SpareWrapping,
  SpareWrappings,
} from "../identities/mend-wrappings.ts";
import { areSealedValuesWhole } from "../storage/check-sealed-values.ts";
import type { IdentityKey } from "../storage/identity-key.ts";
import type { Database } from "../storage/open-database.ts";
import type { SecretStore } from "./host-ports.ts";

export interface SealedValues {
  /** Whether everything in this database or copy of it still opens that this machine has the keys of. */
  readonly open: (database: Database) => Promise<boolean>;
  /** Somebody's data lay open: from now on a copy whose key does not open them is not whole. */
  readonly note: (key: IdentityKey) => void;
}

export function judgeSealedValues(secretStore: SecretStore): SealedValues {
  const opened = new Set<string>();
  return {
    note: ({ identityId }) => void opened.add(identityId),
    open: async (database) => {
      const store = createIdentityStore(database, () => new Date());
      const keys = await createIdentities(store, secretStore).openable();
      const opening = new Set(keys.map(({ identityId }) => identityId));
      const isShut = store
        .all()
        .some(({ id }) => opened.has(id) && !opening.has(id));
      for (const id of opening) opened.add(id);
      return !isShut && areSealedValuesWhole(database, keys);
    },
  };
}

/** What backups hold of the wrappings, the newest first. */
export function sparesIn(folder: () => string): SpareWrappings {
  return async () => {
    const backups = await listBackups(folder());
    return backups.flatMap(({ path }) => withBackup(path, readSpare) ?? []);
  };
}

function readSpare(database: Database): SpareWrapping {
  const secret = database
    .prepare<[], Buffer>("SELECT wrapped FROM installation_secret")
    .pluck()
    .get();
  const keys = database
    .prepare<[], { id: string; wrapped: Buffer }>(
      "SELECT identity_id AS id, wrapped FROM identity_keys WHERE method = 'secret-store'",
    )
    .all();
  return {
    installationSecret: secret ?? null,
    dataKeys: new Map(keys.map(({ id, wrapped }) => [id, wrapped])),
  };
}
