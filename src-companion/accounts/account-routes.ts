import { captchaRoutes } from "../captchas/captcha-routes.ts";
import { useCaptcha } from "../captchas/captcha-store.ts";
import type { CompanionParts } from "../companion-parts.ts";
import type { RouteHandlers } from "../http/route-handlers.ts";
import { renewAccountSession } from "../sessions/session-store.ts";
import { changePassword, closeAccount } from "./change-account.ts";
import { changeContact, proveEmail } from "./change-contact.ts";
import { sendEmailCode, sendSmsCode } from "./code-store.ts";
import { describeAccount } from "./describe-account.ts";
import {
  closeEnterpriseAccount,
  listEnterpriseAccounts,
  takeOverAccount,
} from "./enterprise-accounts.ts";
import { finishRecovery } from "./finish-recovery.ts";
import { readOwnAccount } from "./own-account.ts";
import { proveRecovery, startRecovery } from "./recover-account.ts";
import { registerAccount } from "./register-account.ts";
import { signInWithAccount } from "./sign-in-with-account.ts";

type Names =
  | "createCaptcha"
  | "sendSmsCode"
  | "register"
  | "signInWithAccount"
  | "startRecovery"
  | "proveRecovery"
  | "finishRecovery"
  | "renewSession"
  | "ownAccount"
  | "sendEmailCode"
  | "changeContact"
  | "proveEmail"
  | "changePassword"
  | "closeAccount"
  | "accountsOfEnterprise"
  | "takeOverAccount"
  | "closeAccountOfEnterprise";

export function accountRoutes(
  parts: CompanionParts,
): Pick<RouteHandlers, Names> {
  return {
    ...captchaRoutes(parts),
    ...outsideRoutes(parts),
    ...ownAccountRoutes(parts),
    ...enterpriseAccountRoutes(parts),
  };
}

function outsideRoutes(parts: CompanionParts) {
  return {
    sendSmsCode: async ({ body, address }) => {
      await useCaptcha(parts, body.captcha, address);
      return sendSmsCode(parts, body, address);
    },
    register: async ({ body, address }) => ({
      accountName: await registerAccount(parts, body, address),
    }),
    signInWithAccount: ({ body, address }) =>
      signInWithAccount(parts, body, address),
    startRecovery: ({ body, address }) => startRecovery(parts, body, address),
    proveRecovery: async ({ params, body }) => {
      const proven = await proveRecovery(parts, { ...params, ...body });
      return {
        accounts: proven.accounts.map((account) => ({
          accountName: account.name,
          displayName: account.display_name,
          enterpriseName: account.enterprise_name,
          resetToken: account.resetToken,
        })),
        expiresAt: proven.expiresAt,
      };
    },
    finishRecovery: async ({ body, address }) => ({
      accountName: await finishRecovery(parts, body, address),
    }),
  } satisfies Partial<RouteHandlers>;
}

function ownAccountRoutes(parts: CompanionParts) {
  const { database, now } = parts;
  return {
    renewSession: async ({ session }) => ({
      expiresAt: await renewAccountSession(database, session, now()),
      account: session.account,
    }),
    ownAccount: async ({ session }) =>
      describeAccount(parts, await readOwnAccount(parts, session)),
    sendEmailCode: async ({ body, address }) => {
      await useCaptcha(parts, body.captcha, address);
      return sendEmailCode(parts, body.email, address);
    },
    changeContact: ({ body, session, address }) =>
      changeContact(parts, body, session, address),
    proveEmail: ({ body, session, address }) =>
      proveEmail(parts, body.emailCode, session, address),
    changePassword: async ({ body, session, address }) => {
      await changePassword(parts, body, session, address);
      return {};
    },
    closeAccount: async ({ body, session, address }) => {
      await closeAccount(parts, body, session, address);
      return {};
    },
  } satisfies Partial<RouteHandlers>;
}

function enterpriseAccountRoutes(parts: CompanionParts) {
  return {
    accountsOfEnterprise: async ({ session }) => ({
      accounts: await listEnterpriseAccounts(parts, session),
    }),
    takeOverAccount: async ({ params, body, session, address }) => ({
      accountName: await takeOverAccount(
        parts,
        { ...params, ...body },
        session,
        address,
      ),
    }),
    closeAccountOfEnterprise: async ({ params, session, address }) => {
      await closeEnterpriseAccount(parts, params.accountId, session, address);
      return {};
    },
  } satisfies Partial<RouteHandlers>;
}
