import type { KnownAccount } from "../../src-shared/companion-api/account-shapes.ts";
import type { CaptchaAnswer } from "../../src-shared/companion-api/account-shapes.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { requireRecoveryCode } from "../../src-shared/recovery/require-recovery-code.ts";
import type { Person } from "../../src-shared/session/session-procedures.ts";
import type { IdentityKey } from "../storage/identity-key.ts";
import { isUnreachable } from "./is-unreachable.ts";
import type { Proof } from "./proof.ts";
import type { AccountReply, SessionOptions } from "./session-options.ts";

export interface AccountSignIn {
  readonly accountName: string;
  readonly password: string;
  /** Null: none could be had, so the API is not asked. */
  readonly captcha: CaptchaAnswer | null;
  /** As typed; opens the identity where this machine's protection no longer does. Needs the API. */
  readonly recoveryCode?: string | null;
  /** With the fresh token, before anything opens; where it throws, nothing does. Needs the API. */
  readonly whenConfirmed?: (token: string) => Promise<void>;
}

/** The API judges where it answers; where nobody does, this machine opens what the account left here. */
export async function proveWithAccount(
  options: SessionOptions,
  signIn: AccountSignIn,
): Promise<Proof> {
  const { accountName, password, captcha, whenConfirmed } = signIn;
  const recoveryCode =
    typeof signIn.recoveryCode === "string"
      ? requireRecoveryCode(signIn.recoveryCode)
      : null;
  const isApiNeeded = whenConfirmed !== undefined || recoveryCode !== null;
  if (captcha !== null) {
    try {
      const reply = await options.companion.signInWithAccount({
        accountName,
        password,
        captcha,
      });
      return await proveByReply(options, reply, {
        password,
        recoveryCode,
        ...(whenConfirmed === undefined ? {} : { whenConfirmed }),
      });
    } catch (error) {
      if (isApiNeeded || !isAway(error)) throw error;
    }
  }
  if (isApiNeeded)
    throw new ProblemError("session-first-sign-in-needs-network");
  const opened = await options.accounts.open(accountName, password);
  if (opened === null)
    throw new ProblemError("session-first-sign-in-needs-network");
  const { account, identity } = opened;
  return { person: personOfAccount(account), identity, token: null };
}

/** After the API has confirmed; a null password (OpenID) changes nothing about what unlocks offline. */
export async function proveByReply(
  { accounts, companion }: SessionOptions,
  { token, expiresAt, account }: AccountReply,
  {
    password,
    recoveryCode,
    whenConfirmed,
  }: {
    password: string | null;
    recoveryCode: string | null;
    whenConfirmed?: (token: string) => Promise<void>;
  },
): Promise<Proof> {
  let identity: IdentityKey;
  try {
    await whenConfirmed?.(token);
    ({ identity } = await accounts.learn(account, password, recoveryCode));
  } catch (error) {
    void companion.signOut(token).catch(() => undefined);
    throw error;
  }
  return {
    person: personOfAccount(account),
    identity,
    token: { token, renewableUntil: expiresAt },
  };
}

/** Too many tries are an answer: this machine must not be the way around it. */
function isAway(error: unknown): boolean {
  const isLimited =
    error instanceof ProblemError && error.problem.code === "rate-limited";
  return isUnreachable(error) && !isLimited;
}

function personOfAccount(account: KnownAccount): Person {
  const { name, displayName, type, uscc, enterpriseName } = account;
  return {
    via: "account",
    uscc,
    enterpriseName,
    holderName: displayName,
    account: { name, displayName, type },
    certificate: null,
  };
}
