import { describe, expect, it } from "vitest";
import type { OwnAccount } from "../../../../src-shared/companion-api/account-shapes.ts";
import {
  changedContactOf,
  changeOf,
  draftOf,
  judgeDraft,
} from "../../../../src-renderer/accounts/contact-draft.ts";

const now = new Date("2026-11-26T08:00:00Z");

const own: OwnAccount = {
  account: {
    id: "00000000-0000-4000-8000-000000000001",
    name: "ceshi2026",
    displayName: "测试企业",
    type: "domestic-enterprise",
    uscc: "999900001016367613",
    enterpriseName: "测试企业",
  },
  enterprise: null,
  contact: {
    email: "typt@mofcom.example.cn",
    isEmailProven: true,
    mobile: "13901234567",
    person: {
      name: "小潘",
      documentType: "resident-id",
      maskedDocumentNumber: "1101************24",
      isSameAsLegalPerson: true,
      validFrom: "2020-01-01",
      validUntil: null,
    },
  },
  createdAt: "2026-11-26T08:00:00.000Z",
  isBoundToOpenId: false,
};

const password = "Ershouche-2026!";

describe("修改联系人信息", () => {
  it("leaves the person as it was where only mail or mobile changes", () => {
    const draft = {
      ...draftOf(own),
      email: "xin@example.cn",
      emailCode: "123456",
      password,
    };
    expect(judgeDraft(draft, own, now)).toEqual({});
    expect(changedContactOf(draft, own)).toEqual({
      isSameAsLegalPerson: true,
      name: "小潘",
      documentType: "resident-id",
      documentNumber: null,
      validFrom: "2020-01-01",
      validUntil: null,
      email: "xin@example.cn",
      mobile: "13901234567",
    });
  });

  it("asks for the password always, and for a code only where mobile or mail is another", () => {
    const untouched = draftOf(own);
    expect(judgeDraft(untouched, own, now)).toEqual({
      password: "请填写当前密码",
    });
    const moved = {
      ...untouched,
      email: "xin@example.cn",
      mobile: "13800138000",
      password,
    };
    expect(judgeDraft(moved, own, now)).toEqual({
      emailCode: "请填写邮件验证码",
      smsCode: "请填写短信验证码",
    });
    // A code for an address that was typed back again goes nowhere.
    const { smsCode, emailCode } = changeOf(
      { ...untouched, smsCode: "123456", emailCode: "654321", password },
      own,
    );
    expect([smsCode, emailCode]).toEqual([null, null]);
  });

  it("lets a document that has run out and a mail that was never there be, where only the mobile changes", () => {
    const { person } = own.contact;
    const old = {
      ...own,
      contact: {
        ...own.contact,
        email: "",
        person:
          person === null ? null : { ...person, validUntil: "2020-12-31" },
      },
    };
    const draft = {
      ...draftOf(old),
      mobile: "13800138000",
      smsCode: "123456",
      password,
    };
    expect(judgeDraft(draft, old, now)).toEqual({});
    expect(
      judgeDraft({ ...draft, isPersonChanged: true }, old, now),
    ).toHaveProperty("validUntil");
  });

  it("asks for the number once the document is another", () => {
    const draft = {
      ...draftOf(own),
      password,
      isPersonChanged: true,
      documentType: "passport" as const,
    };
    expect(judgeDraft(draft, own, now)).toEqual({
      contactDocumentNumber: "请填写",
    });
    expect(changedContactOf(draft, own).isSameAsLegalPerson).toBe(false);
  });

  it.each([
    ["of the earlier system", null],
    [
      "that a key's holder took over",
      {
        name: "张三",
        documentType: "resident-id" as const,
        maskedDocumentNumber: "",
        isSameAsLegalPerson: false,
        validFrom: "",
        validUntil: null,
      },
    ],
  ])("asks for the document of an account %s", (_, person) => {
    const unknown = { ...own, contact: { ...own.contact, person } };
    const draft = { ...draftOf(unknown), password };
    expect(draft.isPersonChanged).toBe(true);
    expect(Object.keys(judgeDraft(draft, unknown, now))).toEqual([
      ...(person === null ? ["contactName"] : []),
      "contactDocumentNumber",
      "validFrom",
      "validUntil",
    ]);
  });
});
