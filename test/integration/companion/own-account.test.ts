import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { toRegistration } from "../../../src-shared/accounts/typed-registration.ts";
import { filledRegistration } from "../../fixtures/registration.ts";
import { refusalOf, succeed } from "./companion-requester.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import {
  accountPassword,
  mobile,
  signInAccount,
  signInAccountParts,
  emailCode,
  proveEmail,
  signedInAccount,
  smsCode,
  type TestAccount,
} from "./test-account.ts";
import { otherUscc, save } from "./test-enterprise.ts";

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

describe("账号管理", () => {
  interface Change {
    readonly contact?: object;
    readonly password?: string;
    readonly smsCode?: string;
    readonly emailCode?: string;
  }
  const changeParts = (changed: Change) => ({
    body: {
      contact,
      password: accountPassword,
      smsCode: null,
      emailCode: null,
      ...changed,
    },
    token: account.token,
  });
  const change = (changed: Change) =>
    succeed(companion.request, "changeContact", changeParts(changed));
  const refusedChange = async (changed: Change) => {
    const { code, facts } = await refusalOf(
      companion.request,
      "changeContact",
      changeParts(changed),
    );
    return { code, facts };
  };

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
        isEmailProven: false,
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

  it("takes another mobile with the password and a code to it", async () => {
    const moved = { ...contact, mobile: newMobile };
    expect(await refusedChange({ contact: moved })).toEqual({
      code: "code-expired",
      facts: { place: "smsCode" },
    });
    const smsOfOld = await smsCode(companion, "change-mobile", mobile);
    expect(
      await refusedChange({ contact: moved, smsCode: smsOfOld }),
    ).toMatchObject({ code: "code-expired" });
    const right = await smsCode(companion, "change-mobile", newMobile);
    expect(
      await refusedChange({
        contact: moved,
        smsCode: right,
        password: "Wrong-2026!",
      }),
    ).toEqual({ code: "password-wrong", facts: undefined });
    const own = await change({ contact: moved, smsCode: right });
    expect(own.contact.mobile).toBe(newMobile);
  });

  it("takes another mobile of somebody whose document has run out, and who has no mail", async () => {
    await companion.database
      .updateTable("accounts")
      .set({ email: "", email_proven_at: null })
      .where("id", "=", account.id)
      .execute();
    companion.clock.now = new Date("2040-06-01T00:00:00Z");
    const { token } = await signInAccount(companion, account.name);
    const own = await succeed(companion.request, "ownAccount", { token });
    const { isSameAsLegalPerson, name, documentType, validFrom, validUntil } =
      own.contact.person ?? contact;
    const kept = {
      isSameAsLegalPerson,
      name,
      documentType,
      documentNumber: null,
      validFrom,
      validUntil,
      email: "",
      mobile: newMobile,
    };
    const ask = async (asked: object) =>
      companion.request("changeContact", {
        body: {
          contact: asked,
          password: accountPassword,
          smsCode: await smsCode(companion, "change-mobile", newMobile),
          emailCode: null,
        },
        token,
      });
    expect((await ask({ ...kept, name: "小王" })).body).toMatchObject({
      code: "registration-refused",
      facts: { place: "validUntil" },
    });
    expect((await ask(kept)).status).toBe(200);
  });

  it("takes another mail with the password and a code to it, and it is proven from then on", async () => {
    const mailed = { ...contact, email: "New@Example.cn" };
    expect(await refusedChange({ contact: mailed })).toEqual({
      code: "code-expired",
      facts: { place: "emailCode" },
    });
    const ofOld = await emailCode(companion, account, contact.email);
    expect(
      await refusedChange({ contact: mailed, emailCode: ofOld }),
    ).toMatchObject({ code: "code-expired" });
    const right = await emailCode(companion, account, "New@Example.cn");
    expect(companion.sent.at(-1)).toMatchObject({
      way: "mail",
      to: "new@example.cn",
    });
    const wrong = right === "000000" ? "000001" : "000000";
    expect(await refusedChange({ contact: mailed, emailCode: wrong })).toEqual({
      code: "code-wrong",
      facts: { place: "emailCode", triesLeft: 4 },
    });
    const own = await change({ contact: mailed, emailCode: right });
    expect(own.contact).toMatchObject({
      email: "new@example.cn",
      isEmailProven: true,
      person: { maskedDocumentNumber: "1101************2X" },
    });
    const next = { ...contact, email: "next@example.cn" };
    expect(
      await refusedChange({ contact: next, emailCode: right }),
    ).toMatchObject({ code: "code-expired" });
  });

  it("locks whoever guesses the password at a change of the contact", async () => {
    for (let each = 0; each < 5; each += 1)
      expect(await refusedChange({ password: "wrong" })).toMatchObject({
        code: "password-wrong",
      });
    expect(await refusedChange({})).toMatchObject({ code: "account-locked" });
  });

  it("proves the mail of 注册 by a code to it, and a mail that changed meanwhile by none", async () => {
    const own = () => succeed(companion.request, "ownAccount", account);
    expect((await own()).contact.isEmailProven).toBe(false);
    await proveEmail(companion, account);
    expect((await own()).contact.isEmailProven).toBe(true);
    // The document alone changed: the mail stays proven.
    const kept = await change({ contact: { ...contact, name: "小王" } });
    expect(kept.contact.isEmailProven).toBe(true);
    const early = await emailCode(companion, account, contact.email);
    const email = "new@example.cn";
    await change({
      contact: { ...contact, email },
      emailCode: await emailCode(companion, account, email),
    });
    expect(
      (
        await refusalOf(companion.request, "proveEmail", {
          body: { emailCode: early },
          token: account.token,
        })
      ).code,
    ).toBe("code-expired");
  });

  it("judges a changed contact by the rules of 注册", async () => {
    expect(
      await refusedChange({
        contact: { ...contact, documentNumber: "<b>1</b>", email: "no" },
      }),
    ).toEqual({
      code: "registration-refused",
      facts: {
        place: "contactDocumentNumber",
        problem: "id-number-shape",
        count: 2,
      },
    });
  });

  it("fills in the legal person where the box says so", async () => {
    const { contact: changed } = await change({
      contact: {
        ...contact,
        isSameAsLegalPerson: true,
        name: "",
        documentNumber: null,
      },
    });
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
