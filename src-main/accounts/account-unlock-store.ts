import { z } from "zod";
import { knownAccountSchema } from "../../src-shared/companion-api/account-shapes.ts";
import type { IdentityKey } from "../storage/identity-key.ts";
import type { Database } from "../storage/open-database.ts";
import { runDurably } from "../storage/run-durably.ts";
import { openJson, sealJson } from "../storage/sealed.ts";
import { passwordVerifierSchema } from "./password-verifier.ts";

const accountUnlockSchema = z.strictObject({
  /** As the API described it last. */
  account: knownAccountSchema,
  /** Null: no password of this account was ever typed here, or it is closed. */
  verifier: passwordVerifierSchema.nullable(),
  wrongTries: z.strictObject({
    count: z.int().nonnegative(),
    waitUntil: z.iso.datetime().nullable(),
  }),
});
export type AccountUnlock = z.infer<typeof accountUnlockSchema>;

/**
 * What opens an account's drafts without the API. Sealed by the identity's own key, so that a copied profile gives
 * nothing to guess passwords against.
 */
export interface AccountUnlockStore {
  read(key: IdentityKey): AccountUnlock | null;
  write(key: IdentityKey, unlock: AccountUnlock): void;
}

export function createAccountUnlockStore(
  database: Database,
  now: () => Date,
): AccountUnlockStore {
  const select = database
    .prepare<[string], Buffer>(
      "SELECT sealed FROM account_unlocks WHERE identity_id = ?",
    )
    .pluck();
  const upsert = database.prepare<[string, Uint8Array, string]>(
    `INSERT INTO account_unlocks (identity_id, sealed, saved_at) VALUES (?, ?, ?)
     ON CONFLICT (identity_id) DO UPDATE SET sealed = excluded.sealed, saved_at = excluded.saved_at`,
  );
  const place = (id: string) => ({
    table: "account_unlocks",
    column: "sealed",
    id,
  });
  return {
    read: (key) => {
      const { identityId } = key;
      const sealed = select.get(identityId);
      return sealed === undefined
        ? null
        : accountUnlockSchema.parse(openJson(key, place(identityId), sealed));
    },
    write: (key, unlock) => {
      const { identityId } = key;
      runDurably(database, () => {
        upsert.run(
          identityId,
          sealJson(key, place(identityId), unlock),
          now().toISOString(),
        );
      });
    },
  };
}
