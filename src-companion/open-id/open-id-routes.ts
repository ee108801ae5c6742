import { ProblemError } from "../../src-shared/problems/problem.ts";
import { findAccountById, recordEvent } from "../accounts/account-store.ts";
import { openAccountSession } from "../accounts/sign-in-with-account.ts";
import type { CompanionParts } from "../companion-parts.ts";
import type { Call, RouteHandlers } from "../http/route-handlers.ts";
import { requireOpenSession } from "../sessions/session-store.ts";
import {
  bindIdentity,
  findBoundAccount,
  issueBindingToken,
  spendBindingToken,
  unbind,
} from "./binding-store.ts";
import { finishFlow, startFlow } from "./open-id-flow.ts";

/** Bound only by somebody who has just typed the account's password. */
const freshSignInMs = 10 * 60 * 1000;

export function openIdRoutes(
  parts: CompanionParts,
): Pick<
  RouteHandlers,
  | "signInWays"
  | "startOpenIdSignIn"
  | "finishOpenIdSignIn"
  | "bindOpenId"
  | "unbindOpenId"
> {
  return {
    signInWays: async () => ({ openId: await describeProvider(parts) }),
    startOpenIdSignIn: ({ body, address }) =>
      startFlow(parts, body.redirectUri, address),
    finishOpenIdSignIn: (call) => finish(parts, call),
    bindOpenId: async (call) => {
      await bind(parts, call);
      return {};
    },
    unbindOpenId: async (call) => {
      await endBinding(parts, call);
      return {};
    },
  };
}

/** A provider that does not answer is left out: nobody could sign in there. */
async function describeProvider({ openId, log }: CompanionParts) {
  if (openId === null) return null;
  try {
    const authorizationOrigin = await openId.authorizationOrigin();
    return { title: openId.title, authorizationOrigin };
  } catch (error) {
    const reason = error instanceof Error ? error.name : "unknown";
    log.error({ reason }, "the OpenID provider did not answer");
    return null;
  }
}

async function finish(
  parts: CompanionParts,
  { body, address }: Call<"finishOpenIdSignIn">,
) {
  const { database, now } = parts;
  const { flowSecret, callbackQuery } = body;
  const identity = await finishFlow(parts, flowSecret, callbackQuery, address);
  const session = await openAccountSession(
    parts,
    "open-id",
    async (transaction) => {
      const accountId = await findBoundAccount(transaction, identity);
      return accountId === null
        ? undefined
        : findAccountById(transaction, accountId);
    },
  );
  if (session === undefined) {
    const token = await issueBindingToken(database, identity, now());
    return { kind: "unbound" as const, ...token };
  }
  return { kind: "signed-in" as const, ...session };
}

async function bind(
  { database, now }: CompanionParts,
  { body, session, address }: Call<"bindOpenId">,
): Promise<void> {
  const at = now();
  const isFresh =
    session.signedInBy === "password" &&
    at.getTime() - Date.parse(session.signedInAt) <= freshSignInMs;
  if (!isFresh) throw new ProblemError("password-sign-in-needed");
  await database.transaction().execute(async (transaction) => {
    await requireOpenSession(transaction, session);
    const identity = await spendBindingToken(
      transaction,
      body.bindingToken,
      at,
    );
    await bindIdentity(transaction, identity, session.account.id, at);
    await recordEvent(transaction, {
      accountId: session.account.id,
      event: "open-id-bound",
      actor: "account",
      address,
      at,
    });
  });
}

async function endBinding(
  { database, now }: CompanionParts,
  { session, address }: Call<"unbindOpenId">,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const accountId = session.account.id;
    if (!(await unbind(transaction, accountId))) return;
    await recordEvent(transaction, {
      accountId,
      event: "open-id-unbound",
      actor: "account",
      address,
      at: now(),
    });
  });
}
