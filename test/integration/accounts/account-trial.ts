import { vi } from "vitest";
import type { TypedRegistration } from "../../../src-shared/accounts/typed-registration.ts";
import { filledRegistration } from "../../fixtures/registration.ts";
import { succeed } from "../companion/companion-requester.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "../companion/start-test-companion.ts";
import { lastCode, registerParts } from "../companion/test-account.ts";
import { openDesk, type AccountDesk } from "./account-desk.ts";

export const clerk = filledRegistration.accountName;
export const canary = "Canary7f3a#Pass";
export const newer = "Newer7f3a#Pass";

/** The API, and clients on profiles that outlive them. */
export interface AccountTrial {
  readonly companion: TestCompanion;
  open(profile?: string): Promise<AccountDesk>;
  /** The same profile after a restart, with nobody to reach. */
  reopenOffline(desk: AccountDesk): Promise<AccountDesk>;
  /** 注册 from elsewhere; the password is the canary. */
  register(typed?: Partial<TypedRegistration>): Promise<void>;
  /** 找回账号密码 by SMS at this desk; the account's name. */
  recover(desk: AccountDesk, to: string, password: string): Promise<string>;
  closeDesks(): Promise<void>;
  end(): Promise<void>;
}

export async function beginAccountTrial(): Promise<AccountTrial> {
  const companion = await startTestCompanion();
  const desks: AccountDesk[] = [];
  const open: AccountTrial["open"] = async (profile) => {
    const desk = await openDesk({
      origin: companion.origin,
      now: () => companion.clock.now,
      ...(profile === undefined ? {} : { profile }),
    });
    desks.push(desk);
    return desk;
  };
  const closeDesks = async (): Promise<void> => {
    for (const desk of desks.splice(0)) await desk.close();
  };
  return {
    companion,
    open,
    closeDesks,
    reopenOffline: async (desk) => {
      await closeDesks();
      const again = await open(desk.profile);
      again.isOffline = true;
      return again;
    },
    register: async (typed = {}) => {
      const parts = await registerParts(companion, typed, { password: canary });
      await succeed(companion.request, "register", parts);
    },
    recover: async (desk, to, password) => {
      companion.advance(60_000);
      const captcha = await desk.captcha();
      if (captcha === null) throw new Error("no captcha");
      const before = companion.sent.length;
      const { recoveryId } = await desk.call("accounts.start-recovery", {
        by: "mobile",
        address: to,
        captcha,
      });
      await vi.waitUntil(() => companion.sent.length > before);
      const { accounts } = await desk.call("accounts.prove-recovery", {
        recoveryId,
        code: lastCode(companion),
      });
      const { accountName } = await desk.call("accounts.finish-recovery", {
        resetToken: accounts[0]?.resetToken ?? "",
        password,
      });
      return accountName;
    },
    end: async () => {
      await closeDesks();
      await companion.close();
    },
  };
}

export async function beginDraft(
  desk: AccountDesk,
  street: string,
): Promise<void> {
  const { filingId, content } = await desk.call("drafts.begin", {
    copyFrom: null,
  });
  const fields = { ...content.fields, street };
  await desk.call("drafts.keep", {
    filingId,
    content: { ...content, fields },
    restsOn: null,
  });
}

export async function streets(desk: AccountDesk): Promise<string[]> {
  const { rows } = await desk.call("filings.list", {});
  const details = await Promise.all(
    rows.map(({ id }) => desk.call("filings.detail", { filingId: id })),
  );
  return details.map(({ content }) => content.fields.street);
}

/** Whether the API has confirmed the session; the state's kind where there is none. */
export function isConfirmed(state: { kind: string }): unknown {
  return "isConfirmedByCompanion" in state
    ? state.isConfirmedByCompanion
    : state.kind;
}
