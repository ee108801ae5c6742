import { z } from "zod";
import type { KnownAccount } from "../../src-shared/companion-api/account-shapes.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { IdentityKey } from "../storage/identity-key.ts";
import type { SealedNotes } from "../storage/sealed-notes.ts";
import type {
  AccountUnlock,
  AccountUnlockStore,
} from "./account-unlock-store.ts";
import {
  isPasswordOf,
  makePasswordVerifier,
  type PasswordVerifier,
} from "./password-verifier.ts";
import { countTry, noWrongTries, waitBefore } from "./wrong-tries.ts";

/** An account whose drafts lie open: the API or this machine vouched for it. */
export interface OpenedAccount {
  readonly account: KnownAccount;
  readonly identity: IdentityKey;
}

/** The accounts that have signed in on this machine, and what opens their drafts while the API is away. */
export interface LocalAccounts {
  /**
   * The API has just confirmed it. A null password (OpenID) leaves what unlocks offline as it is. The code opens what this
   * machine's own protection cannot.
   */
  learn(
    account: KnownAccount,
    password: string | null,
    recoveryCode?: string | null,
  ): Promise<OpenedAccount>;
  /**
   * Null: this account never signed in here with a password. Throws `account-password-wrong` or, where too many came
   * before, `account-waiting` (retryAfterSeconds).
   */
  open(accountName: string, password: string): Promise<OpenedAccount | null>;
  /** Of an account that is known here: this password unlocks from now on. */
  changePassword(accountName: string, password: string): Promise<void>;
  /** The account is closed: nothing unlocks it here any more. */
  forgetPassword(accountName: string): Promise<void>;
}

export interface LocalAccountNeeds {
  readonly identities: {
    find(kind: "account", name: string): Promise<IdentityKey | null>;
    findOrCreate(kind: "account", name: string): Promise<IdentityKey>;
    recover(kind: "account", name: string, code: string): Promise<IdentityKey>;
  };
  readonly unlocks: AccountUnlockStore;
  readonly notes: SealedNotes;
  readonly now: () => Date;
  /** scrypt's N; a power of two. */
  readonly passwordCost?: number;
}

/** Account id by name in lower case: a name may come back under another id, and must not open what the first one left. */
const seenHereSchema = z.record(z.string(), z.uuid());
type SeenHere = z.infer<typeof seenHereSchema>;

export function createLocalAccounts(needs: LocalAccountNeeds): LocalAccounts {
  const { identities, unlocks, notes } = needs;
  const seenHere = async (): Promise<SeenHere> =>
    (await notes.read("accounts-seen-here", seenHereSchema)) ?? {};
  const find = async (
    accountName: string,
  ): Promise<{ identity: IdentityKey; unlock: AccountUnlock } | null> => {
    const id = (await seenHere())[keyOf(accountName)];
    if (id === undefined) return null;
    const identity = await identities.find("account", id);
    const unlock = identity === null ? null : unlocks.read(identity);
    return identity === null || unlock === null ? null : { identity, unlock };
  };
  const setVerifier = async (
    accountName: string,
    verifier: PasswordVerifier | null,
  ): Promise<void> => {
    const found = await find(accountName);
    if (found === null) return;
    const { identity, unlock } = found;
    unlocks.write(identity, { ...unlock, verifier, wrongTries: noWrongTries });
  };

  return {
    learn: async (account, password, recoveryCode = null) => {
      const identity =
        recoveryCode === null
          ? await identities.findOrCreate("account", account.id)
          : await identities.recover("account", account.id, recoveryCode);
      const before = readWhole(unlocks, identity);
      const verifier =
        password === null
          ? (before?.verifier ?? null)
          : await makePasswordVerifier(password, needs.passwordCost);
      unlocks.write(identity, { account, verifier, wrongTries: noWrongTries });
      // Unreadable is as good as empty here: each account is known again once it has signed in at the API.
      const seen = await seenHere().catch((): SeenHere => ({}));
      const name = keyOf(account.name);
      if (seen[name] !== account.id)
        await notes.write("accounts-seen-here", {
          ...seen,
          [name]: account.id,
        });
      return { account, identity };
    },
    open: async (accountName, password) => {
      const found = await find(accountName);
      if (found === null || found.unlock.verifier === null) return null;
      const { identity, unlock } = found;
      await provePassword(needs, identity, password);
      return { account: unlock.account, identity };
    },
    changePassword: async (accountName, password) =>
      setVerifier(
        accountName,
        await makePasswordVerifier(password, needs.passwordCost),
      ),
    forgetPassword: (accountName) => setVerifier(accountName, null),
  };
}

/** The API has just vouched for the account: what does not open any more is written anew. */
function readWhole(
  unlocks: AccountUnlockStore,
  identity: IdentityKey,
): AccountUnlock | null {
  try {
    return unlocks.read(identity);
  } catch (error) {
    const isDamage =
      error instanceof ProblemError && error.problem.code === "storage-damaged";
    if (isDamage) return null;
    throw error;
  }
}

async function provePassword(
  { unlocks, now }: LocalAccountNeeds,
  identity: IdentityKey,
  password: string,
): Promise<void> {
  // Read and counted in one breath: tries that come at the same time are counted one by one.
  const unlock = unlocks.read(identity);
  if (unlock === null) throw new ProblemError("account-password-wrong");
  const { verifier, wrongTries } = unlock;
  const waitMs = waitBefore(wrongTries, now());
  if (waitMs > 0)
    throw new ProblemError("account-waiting", {
      retryAfterSeconds: Math.ceil(waitMs / 1000),
    });
  unlocks.write(identity, {
    ...unlock,
    wrongTries: countTry(wrongTries, now()),
  });
  if (verifier === null || !(await isPasswordOf(verifier, password)))
    throw new ProblemError("account-password-wrong");
  // The password may have been changed or forgotten while this one was computed.
  const after = unlocks.read(identity);
  if (after?.verifier?.salt !== verifier.salt)
    throw new ProblemError("account-password-wrong");
  unlocks.write(identity, { ...after, wrongTries: noWrongTries });
}

function keyOf(accountName: string): string {
  return accountName.trim().toLowerCase();
}
