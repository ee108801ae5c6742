import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openAccountSecrets } from "../../../src-companion/accounts/account-secrets.ts";
import { changePassword } from "../../../src-companion/accounts/change-account.ts";
import { signInWithAccount } from "../../../src-companion/accounts/sign-in-with-account.ts";
import type { CompanionParts } from "../../../src-companion/companion-parts.ts";
import {
  argon2Hashes,
  type PasswordHashes,
} from "../../../src-companion/sessions/password-hashes.ts";
import { findSession } from "../../../src-companion/sessions/session-store.ts";
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
  signInAccountParts,
  signedInAccount,
  smsCode,
  solveCaptcha,
  type TestAccount,
} from "./test-account.ts";
import { otherUscc, save, signedInEnterprise } from "./test-enterprise.ts";

const hourMs = 60 * minuteMs;
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

describe("a session of an account", () => {
  it("ends after two hours without a renewal and after twelve with", async () => {
    const { token } = account;
    for (let hour = 0; hour < 11; hour += 1) {
      companion.advance(hourMs);
      await succeed(companion.request, "renewSession", { token });
    }
    companion.advance(hourMs - 1);
    expect(await ask(token)).toBe(200);
    companion.advance(1);
    expect(
      (await refusalOf(companion.request, "ownAccount", { token })).code,
    ).toBe("session-ended");
    const other = await signInAccount(companion, account.name);
    companion.advance(2 * hourMs);
    expect(
      (
        await refusalOf(companion.request, "renewSession", {
          token: other.token,
        })
      ).code,
    ).toBe("session-ended");
  });
});

describe("what ends an account's sessions while a password is hashed", () => {
  const endings = {
    注销账号: async () => {
      const { token } = await signedInEnterprise(companion, otherUscc);
      await succeed(companion.request, "closeAccountOfEnterprise", {
        params: { accountId: account.id },
        token,
      });
    },
    修改密码: async () => {
      await succeed(companion.request, "changePassword", {
        body: { currentPassword: accountPassword, newPassword: "Newer-2026!!" },
        token: account.token,
      });
    },
  } as const;
  const partsWith = (passwords: Partial<PasswordHashes>): CompanionParts =>
    ({
      database: companion.database,
      passwords: { ...argon2Hashes, ...passwords },
      secrets: openAccountSecrets(companion.dataDir),
      now: () => companion.clock.now,
    }) satisfies Partial<CompanionParts> as unknown as CompanionParts;

  it.each(["注销账号", "修改密码"] as const)(
    "(%s) lets no sign-in through that began before",
    async (ending) => {
      const parts = partsWith({
        verify: async (hash, password) => {
          const isRight = await argon2Hashes.verify(hash, password);
          await endings[ending]();
          return isRight;
        },
      });
      const captcha = await solveCaptcha(companion.request);
      await expect(
        signInWithAccount(
          parts,
          { accountName: account.name, password: accountPassword, captcha },
          "192.0.2.1",
        ),
      ).rejects.toMatchObject({ problem: { code: "credentials-wrong" } });
    },
  );

  it("lets no change of the password through either", async () => {
    const session = await findSession(
      companion.database,
      account.token,
      companion.clock.now,
    );
    if (typeof session !== "object" || session.kind !== "account")
      throw new Error("no session of an account");
    const parts = partsWith({
      hash: async (password) => {
        await succeed(companion.request, "signOut", account);
        return argon2Hashes.hash(password);
      },
    });
    await expect(
      changePassword(
        parts,
        { currentPassword: accountPassword, newPassword: "Stolen-2026!" },
        session,
        "192.0.2.1",
      ),
    ).rejects.toMatchObject({ problem: { code: "session-ended" } });
    await signInAccount(companion, account.name);
  });

  it("leaves no session of a closed account alive", async () => {
    await companion.database
      .updateTable("accounts")
      .set({ closed_at: companion.clock.now.toISOString() })
      .execute();
    expect(
      (await refusalOf(companion.request, "ownAccount", account)).code,
    ).toBe("session-ended");
  });
});

describe("账号管理", () => {
  it("shows what was registered, numbers of documents masked", async () => {
    const own = await succeed(companion.request, "ownAccount", account);
    expect(own).toEqual({
      account: {
        id: account.id,
        name: "ceshi2026",
        displayName: "测试企业二手车部",
        type: "domestic-enterprise",
        uscc: otherUscc,
        enterpriseName: "测试企业",
      },
      enterprise: {
        enterpriseType: "有限责任公司",
        enterpriseName: "测试企业",
        uscc: otherUscc,
        address: { province: "110000", city: "110100", county: "110101" },
        legalPerson: {
          name: "小潘",
          documentType: "resident-id",
          maskedDocumentNumber: "1101************24",
        },
      },
      contact: {
        email: filledRegistration.email,
        mobile,
        person: {
          name: "小李",
          documentType: "resident-id",
          maskedDocumentNumber: "1101************2X",
          isSameAsLegalPerson: false,
          validFrom: "2020-01-01",
          validUntil: "2040-01-01",
        },
      },
      createdAt: own.createdAt,
      isBoundToOpenId: false,
    });
  });

  it("keeps no number of a document, no password and no code in clear on the disk", async () => {
    const code = await smsCode(companion, "change-mobile", newMobile);
    const kept = readdirSync(companion.dataDir)
      .filter((name) => name.startsWith("companion.sqlite"))
      .map((name) => readFileSync(join(companion.dataDir, name), "latin1"))
      .join("");
    expect(
      [
        filledRegistration.legalPersonDocumentNumber,
        filledRegistration.contactDocumentNumber,
        accountPassword,
        account.token,
      ].filter((secret) => kept.includes(secret)),
    ).toEqual([]);
    expect(code).toMatch(/^\d{6}$/);
    expect(statSync(join(companion.dataDir, "account-key")).mode & 0o777).toBe(
      0o600,
    );
  });

  it("takes another mail at once, and another mobile with a code to it", async () => {
    const change = (body: object) => ({ body, token: account.token });
    const mailed = await succeed(
      companion.request,
      "changeContact",
      change({
        contact: { ...contact, email: "New@Example.cn", documentNumber: null },
        smsCode: null,
      }),
    );
    expect(mailed.contact).toMatchObject({
      email: "new@example.cn",
      person: { maskedDocumentNumber: "1101************2X" },
    });
    const moved = { ...contact, mobile: newMobile };
    expect(
      (
        await refusalOf(
          companion.request,
          "changeContact",
          change({ contact: moved, smsCode: null }),
        )
      ).code,
    ).toBe("code-expired");
    const smsOfOld = await smsCode(companion, "change-mobile", mobile);
    expect(
      (
        await refusalOf(
          companion.request,
          "changeContact",
          change({ contact: moved, smsCode: smsOfOld }),
        )
      ).code,
    ).toBe("code-expired");
    const own = await succeed(
      companion.request,
      "changeContact",
      change({
        contact: moved,
        smsCode: await smsCode(companion, "change-mobile", newMobile),
      }),
    );
    expect(own.contact.mobile).toBe(newMobile);
  });

  it("judges a changed contact by the rules of 注册", async () => {
    expect(
      await refusalOf(companion.request, "changeContact", {
        body: {
          contact: { ...contact, documentNumber: "<b>1</b>", email: "no" },
          smsCode: null,
        },
        token: account.token,
      }),
    ).toEqual({
      status: 422,
      code: "registration-refused",
      facts: {
        place: "contactDocumentNumber",
        problem: "id-number-shape",
        count: 2,
      },
    });
  });

  it("fills in the legal person where the box says so", async () => {
    const { contact: changed } = await succeed(
      companion.request,
      "changeContact",
      {
        body: {
          contact: {
            ...contact,
            isSameAsLegalPerson: true,
            name: "",
            documentNumber: null,
          },
          smsCode: null,
        },
        token: account.token,
      },
    );
    expect(changed.person).toMatchObject({
      name: "小潘",
      maskedDocumentNumber: "1101************24",
      isSameAsLegalPerson: true,
    });
  });
});

describe("修改密码", () => {
  it("ends every other session and keeps the one that asks", async () => {
    const other = await signInAccount(companion, account.name);
    await succeed(companion.request, "changePassword", {
      body: { currentPassword: accountPassword, newPassword: "Newer-2026!!" },
      token: account.token,
    });
    expect([await ask(account.token), await ask(other.token)]).toEqual([
      200, 401,
    ]);
    expect(
      (
        await refusalOf(
          companion.request,
          "signInWithAccount",
          await signInAccountParts(companion, account.name),
        )
      ).code,
    ).toBe("credentials-wrong");
    await signInAccount(companion, account.name, "Newer-2026!!");
  });

  it("refuses a wrong current and a weak new password, and locks whoever guesses", async () => {
    const change = async (currentPassword: string, newPassword: string) =>
      refusalOf(companion.request, "changePassword", {
        body: { currentPassword, newPassword },
        token: account.token,
      });
    expect(await change(accountPassword, "short")).toEqual({
      status: 422,
      code: "password-refused",
      facts: { problem: "length" },
    });
    for (let each = 0; each < 5; each += 1)
      expect((await change("wrong", "Newer-2026!!")).code).toBe(
        "password-wrong",
      );
    expect((await change(accountPassword, "Newer-2026!!")).code).toBe(
      "account-locked",
    );
  });
});

describe("找回账号密码", () => {
  it.each([
    ["mobile", mobile, "sms"],
    ["email", filledRegistration.email.toUpperCase(), "mail"],
  ] as const)(
    "by %s names the account, sets a new password and ends its sessions",
    async (by, address, way) => {
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
            contact: { ...contact, email: "new@example.cn" },
            smsCode: null,
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
        captcha: await solveCaptcha(companion.request),
      },
    });
    const code = lastCode(companion);
    await succeed(companion.request, "changeContact", {
      body: {
        contact: { ...contact, mobile: newMobile },
        smsCode: await smsCode(companion, "change-mobile", newMobile),
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

describe("注销账号", () => {
  it("needs the password and a code, forgets who the person was, and frees name and code", async () => {
    const filing = await save(companion, account);
    const close = async (password: string) => ({
      body: {
        password,
        smsCode: await smsCode(companion, "close-account"),
      },
      token: account.token,
    });
    expect(
      (await refusalOf(companion.request, "closeAccount", await close("no")))
        .code,
    ).toBe("password-wrong");
    await succeed(
      companion.request,
      "closeAccount",
      await close(accountPassword),
    );
    expect(await ask(account.token)).toBe(401);
    const row = await companion.database
      .selectFrom("accounts")
      .selectAll()
      .where("id", "=", account.id)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      password_hash: null,
      legal_person_number: null,
      contact: null,
      contact_number: null,
      mobile: "",
      email: "",
    });
    const next = await signedInAccount(companion);
    expect(next.id).not.toBe(account.id);
    const { filings } = await succeed(companion.request, "listFilings", next);
    expect(filings.map(({ id }) => id)).toEqual([filing.id]);
  });
});

describe("an account of the key's code", () => {
  it("can be taken over: new password and mobile, and nobody else comes back in", async () => {
    const key = await signedInEnterprise(companion, otherUscc);
    const { accounts } = await succeed(
      companion.request,
      "accountsOfEnterprise",
      { token: key.token },
    );
    expect(accounts).toMatchObject([
      { id: account.id, contactName: "小李", maskedMobile: "139****4567" },
    ]);
    const [early] = await recover(companion, "mobile", mobile);
    await succeed(companion.request, "takeOverAccount", {
      params: { accountId: account.id },
      body: {
        password: "Taken-2026!!",
        mobile: newMobile,
        smsCode: await smsCode(companion, "take-over", newMobile),
      },
      token: key.token,
    });
    expect(await ask(account.token)).toBe(401);
    expect(
      (
        await refusalOf(companion.request, "finishRecovery", {
          body: {
            resetToken: early?.resetToken,
            password: "Stolen-2026!",
          },
        })
      ).code,
    ).toBe("recovery-ended");
    const mine = await signInAccount(companion, account.name, "Taken-2026!!");
    const own = await succeed(companion.request, "ownAccount", mine);
    expect(own.contact).toEqual({ email: "", mobile: newMobile, person: null });
  });

  it("can be closed, and what was done is on record", async () => {
    const key = await signedInEnterprise(companion, otherUscc);
    await succeed(companion.request, "closeAccountOfEnterprise", {
      params: { accountId: account.id },
      token: key.token,
    });
    expect(await ask(account.token)).toBe(401);
    const events = await companion.database
      .selectFrom("account_events")
      .select(["event", "actor"])
      .orderBy("id")
      .execute();
    expect(events).toEqual([
      { event: "registered", actor: "account" },
      {
        event: "closed",
        actor: expect.stringMatching(/^key:[0-9a-f]{64}$/) as string,
      },
    ]);
    await expect(
      companion.database.deleteFrom("account_events").execute(),
    ).rejects.toThrow("append-only");
  });
});
