import type { accountProcedures } from "../../src-shared/accounts/account-procedures.ts";
import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import type { CallCompanion } from "../../src-shared/companion-api/companion-call.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { SessionState } from "../../src-shared/session/session-procedures.ts";
import type { LocalAccounts } from "./local-accounts.ts";
import type { RememberedAccount } from "./remembered-account.ts";

export interface OwnAccountNeeds {
  readonly call: CallCompanion;
  readonly remembered: RememberedAccount;
  readonly localAccounts: LocalAccounts;
  readonly session: {
    /** Throws `not-signed-in` where the API has not confirmed this session. */
    requireToken(): string;
    forgetToken(token: string): void;
    signOut(): Promise<SessionState>;
    state(): SessionState;
  };
}

type Handlers = Pick<
  ProcedureHandlers<typeof accountProcedures>,
  | "accounts.own"
  | "accounts.send-email-code"
  | "accounts.change-contact"
  | "accounts.prove-email"
  | "accounts.unbind-open-id"
  | "accounts.change-password"
  | "accounts.close"
  | "accounts.of-enterprise"
  | "accounts.take-over"
  | "accounts.close-of-enterprise"
>;

export function handleOwnAccount(needs: OwnAccountNeeds): Handlers {
  const { session, remembered, localAccounts } = needs;
  /** The API may have ended the session: the page is told, asks in place, and the clerk tries again. */
  const call: CallCompanion = async (name, input) => {
    const token = session.requireToken();
    try {
      return await needs.call(name, input, { token });
    } catch (error) {
      if (isSessionOver(error)) session.forgetToken(token);
      throw error;
    }
  };
  return {
    "accounts.own": () => call("ownAccount", {}),
    "accounts.send-email-code": (body) => call("sendEmailCode", { body }),
    "accounts.change-contact": (body) => call("changeContact", { body }),
    "accounts.prove-email": (body) => call("proveEmail", { body }),
    "accounts.unbind-open-id": async () => {
      await call("unbindOpenId", {});
      return {};
    },
    "accounts.change-password": async (body) => {
      const accountName = accountOf(session.state());
      await call("changePassword", { body });
      await keepNewPassword(needs, accountName, body.newPassword);
      return {};
    },
    "accounts.close": async (body) => {
      const accountName = accountOf(session.state());
      await call("closeAccount", { body });
      await localAccounts.forgetPassword(accountName);
      await remembered.forgetPasswordOf(accountName);
      return session.signOut();
    },
    "accounts.of-enterprise": () => call("accountsOfEnterprise", {}),
    "accounts.take-over": ({ accountId, ...body }) =>
      call("takeOverAccount", { params: { accountId }, body }),
    "accounts.close-of-enterprise": async ({ accountId }) => {
      await call("closeAccountOfEnterprise", { params: { accountId } });
      return {};
    },
  };
}

/** What opens its drafts here while the API is away, and what 记住账号密码 sends. */
export async function keepNewPassword(
  {
    localAccounts,
    remembered,
  }: Pick<OwnAccountNeeds, "localAccounts" | "remembered">,
  accountName: string,
  password: string,
): Promise<void> {
  await localAccounts.changePassword(accountName, password);
  await remembered.changePasswordOf(accountName, password);
}

function accountOf(state: SessionState): string {
  if (state.kind !== "signed-in" || state.person.account === null)
    throw new ProblemError("not-allowed");
  return state.person.account.name;
}

function isSessionOver(error: unknown): boolean {
  return (
    error instanceof ProblemError &&
    (error.problem.code === "not-signed-in" ||
      error.problem.code === "session-ended")
  );
}
