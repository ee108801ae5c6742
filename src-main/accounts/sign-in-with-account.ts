import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type {
  accountSessionProcedures,
  SessionState,
} from "../../src-shared/session/session-procedures.ts";
import type { OpenIdSignIns } from "./open-id/open-id-sign-ins.ts";
import {
  isSameAccountName,
  type RememberedAccount,
} from "./remembered-account.ts";

type Handlers = ProcedureHandlers<typeof accountSessionProcedures>;
type SignIn = Parameters<Handlers["session.sign-in-with-account"]>[0];

export interface AccountSessionNeeds {
  readonly session: {
    signInWithAccount(signIn: {
      accountName: string;
      password: string;
      captcha: SignIn["captcha"];
      recoveryCode: string | null;
      whenConfirmed?: (token: string) => Promise<void>;
    }): Promise<SessionState>;
    unlockWithAccount(proof: {
      password: string;
      captcha: SignIn["captcha"];
    }): Promise<SessionState>;
  };
  readonly remembered: RememberedAccount;
  readonly openId: OpenIdSignIns;
}

export function handleAccountSessions(needs: AccountSessionNeeds): Handlers {
  return {
    "session.sign-in-with-account": (signIn) =>
      signInWithAccount(needs, signIn),
    "session.unlock-with-account": (proof) =>
      needs.session.unlockWithAccount(proof),
  };
}

async function signInWithAccount(
  { session, remembered, openId }: AccountSessionNeeds,
  {
    accountName,
    captcha,
    isRemembered,
    bindsOpenId,
    recoveryCode,
    ...typed
  }: SignIn,
): Promise<SessionState> {
  const name = accountName.trim();
  const password = typed.password ?? (await keptPassword(remembered, name));
  let state: SessionState;
  try {
    state = await session.signInWithAccount({
      accountName: name,
      password,
      captcha,
      recoveryCode,
      ...(bindsOpenId
        ? { whenConfirmed: (token: string) => openId.bind(token) }
        : {}),
    });
  } catch (error) {
    // A kept password that is wrong would spend a try at every click.
    if (typed.password === null && isWrongPassword(error))
      await remembered.forgetPasswordOf(name);
    throw error;
  }
  if (isRemembered) await remembered.remember(name, password);
  else await remembered.forgetAccount(name);
  return state;
}

async function keptPassword(
  remembered: RememberedAccount,
  accountName: string,
): Promise<string> {
  const kept = await remembered.read();
  if (
    kept === null ||
    kept.password === null ||
    !isSameAccountName(kept.accountName, accountName)
  )
    throw new ProblemError("account-password-not-kept");
  return kept.password;
}

function isWrongPassword(error: unknown): boolean {
  return (
    error instanceof ProblemError &&
    (error.problem.code === "credentials-wrong" ||
      error.problem.code === "account-password-wrong")
  );
}
