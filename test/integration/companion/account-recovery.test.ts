import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { toRegistration } from "../../../src-shared/accounts/typed-registration.ts";
import { filledRegistration } from "../../fixtures/registration.ts";
import { refusalOf, succeed } from "./companion-requester.ts";
import {
  minuteMs,
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  accountPassword,
  lastCode,
  mobile,
  recover,
  signInAccount,
  proveEmail,
  signedInAccount,
  smsCode,
  solveCaptcha,
  type TestAccount,
} from "./test-account.ts";

const newMobile = "13700000000";

let companion: TestCompanion;
let account: TestAccount;
beforeEach(async () => {
  companion = await startTestCompanion();
  account = await signedInAccount(companion);
});
afterEach(() => companion.close());

const contact = toRegistration(filledRegistration).contact;
const ask = async (token: string) =>
  (await companion.request("ownAccount", { token })).status;

describe("找回账号密码", () => {
  it.each([
    ["mobile", mobile, "sms"],
    ["email", filledRegistration.email.toUpperCase(), "mail"],
  ] as const)(
    "by %s names the account, sets a new password and ends its sessions",
    async (by, address, way) => {
      await proveEmail(companion, account);
      const accounts = await recover(companion, by, address);
      expect(companion.sent.at(-1)).toMatchObject({
        way,
        text: expect.stringContaining("找回账号密码") as string,
      });
      const [
        { accountName, resetToken } = { accountName: "", resetToken: "" },
      ] = accounts;
      expect(accountName).toBe("ceshi2026");
      const finish = (password: string) => ({
        body: { resetToken, password },
      });
      expect(
        (await refusalOf(companion.request, "finishRecovery", finish("weak")))
          .code,
      ).toBe("password-refused");
      await succeed(
        companion.request,
        "finishRecovery",
        finish("Newer-2026!!"),
      );
      expect(await ask(account.token)).toBe(401);
      expect(
        (
          await refusalOf(
            companion.request,
            "finishRecovery",
            finish("Newest-2026!!"),
          )
        ).code,
      ).toBe("recovery-ended");
      await signInAccount(companion, accountName, "Newer-2026!!");
    },
  );

  it("by a mail that nobody has proven sends nothing and proves nothing", async () => {
    const { sent } = companion;
    const before = sent.length;
    companion.advance(minuteMs);
    const { recoveryId } = await succeed(companion.request, "startRecovery", {
      body: {
        by: "email",
        address: filledRegistration.email,
        captcha: await solveCaptcha(companion),
      },
    });
    expect(
      (
        await refusalOf(companion.request, "proveRecovery", {
          params: { recoveryId },
          body: { code: "000000" },
        })
      ).code,
    ).toBe("code-wrong");
    expect(sent.length).toBe(before);
  });

  it.each([
    ["email", filledRegistration.email, "mail"],
    ["mobile", mobile, "sms"],
  ] as const)(
    "by %s is refused where the API can send none, whoever asks and before the captcha is spent",
    async (by, address, way) => {
      const mute = await startTestCompanion({
        messages: { sms: null, mail: null },
      });
      const captcha = await solveCaptcha(mute);
      const asked = { body: { by, address, captcha } };
      for (let each = 0; each < 2; each += 1)
        expect(
          await refusalOf(mute.request, "startRecovery", asked),
        ).toMatchObject({
          code: "messages-not-configured",
          facts: { way },
        });
      await mute.close();
    },
  );

  it("names every account of one mobile, each with its own token", async () => {
    await signedInAccount(companion, {
      accountName: "second2026",
      accountType: "person",
    });
    const accounts = await recover(companion, "mobile", mobile);
    expect(accounts.map(({ accountName }) => accountName)).toEqual([
      "ceshi2026",
      "second2026",
    ]);
  });

  it.each(["修改密码", "账号管理", "找回账号密码"])(
    "leaves no earlier proof of use after %s",
    async (way) => {
      const [early] = await recover(companion, "mobile", mobile);
      const use = (resetToken: string | undefined) => ({
        body: { resetToken, password: "Newer-2026!!" },
      });
      const { token } = account;
      if (way === "修改密码")
        await succeed(companion.request, "changePassword", {
          body: {
            currentPassword: accountPassword,
            newPassword: "Newer-2026!!",
          },
          token,
        });
      else if (way === "账号管理")
        await succeed(companion.request, "changeContact", {
          body: {
            contact: { ...contact, name: "小王" },
            password: accountPassword,
            smsCode: null,
            emailCode: null,
          },
          token,
        });
      else {
        const [late] = await recover(companion, "mobile", mobile);
        await succeed(
          companion.request,
          "finishRecovery",
          use(late?.resetToken),
        );
      }
      expect(
        (
          await refusalOf(
            companion.request,
            "finishRecovery",
            use(early?.resetToken),
          )
        ).code,
      ).toBe("recovery-ended");
    },
  );

  it("ends for whoever lost the mobile while the code was on its way", async () => {
    companion.advance(minuteMs);
    const { recoveryId } = await succeed(companion.request, "startRecovery", {
      body: {
        by: "mobile",
        address: mobile,
        captcha: await solveCaptcha(companion),
      },
    });
    const code = lastCode(companion);
    await succeed(companion.request, "changeContact", {
      body: {
        contact: { ...contact, mobile: newMobile },
        password: accountPassword,
        smsCode: await smsCode(companion, "change-mobile", newMobile),
        emailCode: null,
      },
      token: account.token,
    });
    expect(
      (
        await refusalOf(companion.request, "proveRecovery", {
          params: { recoveryId },
          body: { code },
        })
      ).code,
    ).toBe("code-expired");
  });
});
