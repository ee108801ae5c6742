import { describe, expect, it } from "vitest";
import type { OwnAccount } from "../../../../src-shared/companion-api/account-shapes.ts";
import {
  changedContactOf,
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

describe("修改联系人信息", () => {
  it("leaves the person as it was where only mail or mobile changes", () => {
    const draft = { ...draftOf(own), email: "xin@example.cn" };
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

  it("asks for the number once the document is another", () => {
    const draft = {
      ...draftOf(own),
      isPersonChanged: true,
      documentType: "passport" as const,
    };
    expect(judgeDraft(draft, own, now)).toEqual({
      contactDocumentNumber: "请填写",
    });
    expect(changedContactOf(draft, own).isSameAsLegalPerson).toBe(false);
  });

  it("asks for everything of an account that was taken over from the earlier system", () => {
    const imported = { ...own, contact: { ...own.contact, person: null } };
    const draft = draftOf(imported);
    expect(draft.isPersonChanged).toBe(true);
    expect(Object.keys(judgeDraft(draft, imported, now))).toEqual([
      "contactName",
      "contactDocumentNumber",
      "validFrom",
      "validUntil",
    ]);
  });
});
