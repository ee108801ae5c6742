import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { handleOwnAccount } from "../../../src-main/accounts/handle-own-account.ts";
import { createCompanionClient } from "../../../src-main/sync/companion-client.ts";
import { toRegistration } from "../../../src-shared/accounts/typed-registration.ts";
import { filledRegistration } from "../../fixtures/registration.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "../companion/start-test-companion.ts";
import {
  accountPassword,
  lastCode,
  signInAccount,
  signedInAccount,
  smsCode,
  solveCaptcha,
} from "../companion/test-account.ts";
import { otherUscc, signedInEnterprise } from "../companion/test-enterprise.ts";

let companion: TestCompanion;
const closing: (() => void)[] = [];
const forgotten: string[] = [];

beforeAll(async () => {
  companion = await startTestCompanion();
});
afterAll(async () => {
  for (const close of closing) close();
  await companion.close();
});

/** What the client does with the token of somebody who has signed in, against the real API. */
function handlersFor(token: string) {
  const client = createCompanionClient(companion.origin, fetch);
  closing.push(() => client.close());
  const nothing = async (): Promise<void> => undefined;
  return handleOwnAccount({
    call: client.call,
    remembered: {
      read: async () => null,
      forgetAccount: async () => undefined,
      remember: nothing,
      forget: () => undefined,
      forgetPasswordOf: nothing,
      changePasswordOf: nothing,
    },
    localAccounts: {
      learn: () => Promise.reject(new Error("nobody signs in here")),
      open: async () => null,
      changePassword: nothing,
      forgetPassword: nothing,
    },
    session: {
      requireToken: () => token,
      forgetToken: (refused) => void forgotten.push(refused),
      signOut: async () => ({ kind: "signed-out" }),
      state: () => ({ kind: "signed-out" }),
    },
  });
}

describe("账号管理 in the client", () => {
  it("proves the mail, and changes it with password and code", async () => {
    const account = await signedInAccount(companion);
    const handlers = handlersFor(account.token);
    const codeTo = async (email: string) => {
      companion.advance(60_000);
      await handlers["accounts.send-email-code"]({
        email,
        captcha: await solveCaptcha(companion),
      });
      return lastCode(companion);
    };
    const proven = await handlers["accounts.prove-email"]({
      emailCode: await codeTo(filledRegistration.email),
    });
    const { contact } = toRegistration(filledRegistration);
    const email = "xin@example.cn";
    const changed = await handlers["accounts.change-contact"]({
      contact: { ...contact, email, documentNumber: null },
      password: accountPassword,
      smsCode: null,
      emailCode: await codeTo(email),
    });
    expect([
      proven.contact.isEmailProven,
      changed.contact.email,
      changed.contact.isEmailProven,
      await handlers["accounts.unbind-open-id"]({}),
    ]).toEqual([true, email, true, {}]);
  });

  it("with a key lists the accounts of its code, takes one over and closes it", async () => {
    const key = await signedInEnterprise(companion, otherUscc);
    const handlers = handlersFor(key.token);
    const list = async () =>
      (await handlers["accounts.of-enterprise"]({})).accounts;
    const [account] = await list();
    if (account === undefined) throw new Error("no account is listed");
    const mobile = "13700000000";
    const taken = await handlers["accounts.take-over"]({
      accountId: account.id,
      password: "Taken-2026!!",
      contactName: "张三",
      mobile,
      smsCode: await smsCode(companion, "take-over", mobile),
    });
    const [after] = await list();
    const mine = await signInAccount(companion, account.name, "Taken-2026!!");
    await handlers["accounts.close-of-enterprise"]({ accountId: account.id });
    expect([
      [account.contactName, account.maskedMobile],
      taken,
      [after?.contactName, after?.maskedMobile],
      mine.id,
      await list(),
    ]).toEqual([
      ["小李", "139****4567"],
      { accountName: account.name },
      ["张三", "137****0000"],
      account.id,
      [],
    ]);
  });

  it("forgets a token that the API knows no more", async () => {
    await expect(
      handlersFor("spent")["accounts.of-enterprise"]({}),
    ).rejects.toMatchObject({ problem: { code: "not-signed-in" } });
    expect(forgotten).toEqual(["spent"]);
  });
});
