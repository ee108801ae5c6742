import { ProblemError } from "../../src-shared/problems/problem.ts";
import {
  dataKeyBytes,
  deriveIdentityKey,
  type IdentityKey,
} from "../storage/identity-key.ts";
import { readProfile } from "./identity-profile.ts";
import type {
  IdentityKind,
  IdentityStore,
  RecoverableIdentity,
} from "./identity-store.ts";
import { unwrapByCode, wrapByCode } from "./wrap-by-code.ts";
import {
  installationSecret,
  protect,
  revealDataKey,
  type SecretWrapping,
} from "./wrapped-secrets.ts";

export interface IdentityRecovery {
  /** When the recovery code that opens this identity was made; null = there is none. */
  recoveryCodeMadeAt(identityId: string): string | null;
  /** From now on this code, and no earlier one, opens this identity too. */
  putRecoveryCode(identityId: string, code: string): Promise<void>;
  /**
   * The identity of whoever proved to be `name`, opened by its code and put under this machine's secret store again.
   * Throws `recovery-code-wrong`, the same for a code of somebody else: it must not become a way into their data.
   */
  recover(kind: IdentityKind, name: string, code: string): Promise<IdentityKey>;
}

/**
 * The second way to a data key. What the code wraps is the data key and the installation's secret: with the secret,
 * everybody else on a profile that moved is found again too, and needs a code of their own to be opened.
 */
export function recoveryOf(
  store: IdentityStore,
  wrapping: SecretWrapping,
): IdentityRecovery {
  return {
    recoveryCodeMadeAt: (identityId) =>
      store.wrappedAt(identityId, "recovery-code"),
    putRecoveryCode: async (identityId, code) => {
      const dataKey = await revealDataKey(store, wrapping, identityId);
      const secret = await installationSecret(store, wrapping);
      const both = Buffer.concat([dataKey, secret]);
      dataKey.fill(0);
      const wrapped = await wrapByCode(code, identityId, both);
      both.fill(0);
      store.putWrappedKey(identityId, "recovery-code", wrapped);
    },
    recover: async (kind, name, code) => {
      const candidates = store.recoverable(kind);
      if (candidates.length === 0)
        throw new ProblemError("recovery-code-never-made");
      for (const candidate of candidates) {
        const opened = await openByCode(candidate, code);
        if (opened === null) continue;
        const { key, dataKey, secret } = opened;
        const profile = readProfile(key, candidate);
        if (profile?.kind !== kind || profile.name !== name) break;
        await putUnderThisStore(store, wrapping, key.identityId, {
          dataKey,
          secret,
        });
        return key;
      }
      throw new ProblemError("recovery-code-wrong");
    },
  };
}

async function openByCode(
  { id, wrapped }: RecoverableIdentity,
  code: string,
): Promise<{ key: IdentityKey; dataKey: Buffer; secret: Buffer } | null> {
  const both = await unwrapByCode(code, id, wrapped);
  if (both === null) return null;
  const dataKey = both.subarray(0, dataKeyBytes);
  const secret = both.subarray(dataKeyBytes);
  return { key: deriveIdentityKey(id, dataKey), dataKey, secret };
}

async function putUnderThisStore(
  store: IdentityStore,
  wrapping: SecretWrapping,
  identityId: string,
  { dataKey, secret }: { dataKey: Buffer; secret: Buffer },
): Promise<void> {
  const isSecretHere = await installationSecret(store, wrapping).then(
    (held) => secret.equals(held),
    () => false,
  );
  const wrappedKey = await protect(wrapping, dataKey);
  const wrappedSecret = isSecretHere ? null : await protect(wrapping, secret);
  store.rewrap(identityId, wrappedKey, wrappedSecret);
  dataKey.fill(0);
  secret.fill(0);
}
