import { describe, expect, it } from "vitest";
import {
  checkContact,
  type JudgedContact,
} from "../../../src-shared/accounts/check-contact.ts";
import { checkRegistration } from "../../../src-shared/accounts/check-registration.ts";
import {
  type RegistrationCheck,
  type RegistrationPlace,
} from "../../../src-shared/accounts/registration-rules.ts";
import { registrationSchema } from "../../../src-shared/accounts/registration.ts";
import {
  emptyRegistration,
  toRegistration,
  type TypedRegistration,
} from "../../../src-shared/accounts/typed-registration.ts";
import { filledRegistration } from "../../fixtures/registration.ts";
import { hostileInputs, type HostileInput } from "./hostile-inputs.ts";

const now = new Date("2026-11-26T08:00:00Z");

function check(patch: Partial<TypedRegistration>): RegistrationCheck {
  return checkRegistration(
    registrationSchema.parse(
      toRegistration({ ...filledRegistration, ...patch }),
    ),
    { now },
  );
}

function problems(patch: Partial<TypedRegistration>): string[] {
  return check(patch).problems.map(({ place, code }) => `${place}: ${code}`);
}

function codeAt(place: RegistrationPlace, text: string): string {
  const found = check({ [place]: text }).problems.find(
    (problem) => problem.place === place,
  );
  return found?.code ?? "accepted";
}

describe("a registration", () => {
  it("passes as the manual's samples fill it, and says which check characters look wrong", () => {
    expect(check({})).toEqual({
      problems: [],
      warnings: [
        { place: "uscc", code: "uscc-check-character" },
        { place: "legalPersonDocumentNumber", code: "id-number-check" },
      ],
    });
  });

  it("left empty names every field of 境内企业 in the order of the page", () => {
    expect(
      checkRegistration(toRegistration(emptyRegistration), { now }).problems,
    ).toEqual(
      [
        "accountName",
        "displayName",
        "enterpriseType",
        "enterpriseName",
        "uscc",
        "legalPersonName",
        "legalPersonDocumentNumber",
        "provinceCode",
        "cityCode",
        "countyCode",
        "contactName",
        "contactDocumentNumber",
        "validFrom",
        "validUntil",
        "email",
        "mobile",
      ].map((place) => ({ place, code: "required" })),
    );
  });

  it("leaves out the enterprise at 个人用户, and code and address at 境外企业", () => {
    const person = toRegistration({
      ...filledRegistration,
      accountType: "person",
      isSameAsLegalPerson: true,
    });
    expect(person.enterprise).toBeNull();
    expect(person.contact.isSameAsLegalPerson).toBe(false);
    expect(problems({ accountType: "person" })).toEqual([]);
    expect(
      toRegistration({
        ...filledRegistration,
        accountType: "foreign-enterprise",
      }).enterprise,
    ).toMatchObject({ enterpriseType: null, uscc: null, address: null });
    expect(
      problems({
        accountType: "foreign-enterprise",
        enterpriseName: "Müller Automobile GmbH & Co. KG",
        legalPersonName: "Jürgen O’Neill-Müller",
        legalPersonDocumentType: "passport",
        legalPersonDocumentNumber: "C01X00T47",
      }),
    ).toEqual([]);
  });

  it("is refused by its shape where 账号类型 and enterprise do not belong together", () => {
    const filled = toRegistration(filledRegistration);
    for (const wrong of [
      { ...filled, accountType: "person" },
      { ...filled, accountType: "foreign-enterprise" },
      { ...filled, enterprise: null },
    ])
      expect(registrationSchema.safeParse(wrong).success).toBe(false);
  });

  it("takes the legal person's document where the box says so, and nothing else from a forged request", () => {
    const same = toRegistration({
      ...filledRegistration,
      isSameAsLegalPerson: true,
    });
    expect(same.contact).toMatchObject({
      name: "小潘",
      documentNumber: "110101200001011524",
    });
    expect(checkRegistration(same, { now }).problems).toEqual([]);
    same.contact.documentNumber = "11010519491231002X";
    expect(checkRegistration(same, { now }).problems).toEqual([
      { place: "contactName", code: "differs-from-legal-person" },
    ]);
  });

  it("counts a Chinese character of 显示名 twice: 20 or 40", () => {
    for (const right of ["二".repeat(20), "a1".repeat(20), "二手车Export2026"])
      expect(codeAt("displayName", right)).toBe("accepted");
    for (const long of ["二".repeat(21), "a".repeat(41)])
      expect(check({ displayName: long }).problems).toEqual([
        { place: "displayName", code: "too-long", limit: 40 },
      ]);
  });

  it("wants letters and digits in 登录账号, at least eight", () => {
    expect(codeAt("accountName", "abcdefg1")).toBe("accepted");
    for (const wrong of ["abcdef1", "abcdefgh", "12345678", "abcdefg_1"])
      expect(codeAt("accountName", wrong)).toBe("account-name-shape");
  });

  it("judges the document's days by the day in Shanghai", () => {
    expect(problems({ validFrom: "2026-11-27" })).toEqual([
      "validFrom: date-in-future",
    ]);
    expect(problems({ validUntil: "2026-11-25" })).toEqual([
      "validUntil: document-expired",
    ]);
    expect(problems({ validUntil: "2026-11-26" })).toEqual([]);
    expect(problems({ validUntil: "2019-12-31" })).toEqual([
      "validUntil: ends-before-start",
    ]);
    expect(problems({ validFrom: "2023-02-29" })).toEqual([
      "validFrom: date-shape",
    ]);
    expect(problems({ validUntil: "", isLongTerm: true })).toEqual([]);
  });

  it("wants the narrower region within the wider, and 县 where the city has any", () => {
    expect(problems({ cityCode: "310100", countyCode: "310101" })).toEqual([
      "cityCode: region-mismatch",
    ]);
    expect(problems({ countyCode: "" })).toEqual(["countyCode: required"]);
    // 东莞市 has none.
    expect(
      problems({ provinceCode: "440000", cityCode: "441900", countyCode: "" }),
    ).toEqual([]);
  });
});

/** Field × hostile input → outcome, in the order of hostile-inputs.ts. */
const outcomes: Partial<
  Record<RegistrationPlace, Record<HostileInput, string>>
> = {
  accountName: row("account-name-shape"),
  displayName: row("display-name-characters"),
  enterpriseType: chosen("not-in-list"),
  enterpriseName: row("enterprise-name-characters"),
  uscc: row("uscc-shape"),
  legalPersonName: row("person-name-characters"),
  legalPersonDocumentNumber: row("id-number-shape"),
  provinceCode: chosen("region-mismatch"),
  cityCode: chosen("region-mismatch"),
  countyCode: chosen("region-mismatch"),
  contactName: row("person-name-characters"),
  contactDocumentNumber: row("id-number-shape"),
  validFrom: { ...row("date-shape"), "10 000 characters": "date-shape" },
  validUntil: { ...row("date-shape"), "10 000 characters": "date-shape" },
  email: row("email-shape"),
  mobile: row("mobile-shape"),
};

function row(code: string): Record<HostileInput, string> {
  return {
    empty: "required",
    spaces: "required",
    "10 000 characters": "too-long",
    emoji: code,
    "right-to-left override": code,
    "Arabic letters": code,
    "control characters": code,
    SQL: code,
    HTML: code,
    "full-width digits": code,
  };
}

/** What the page offers as a selection has no length and no spaces of its own. */
function chosen(code: string): Record<HostileInput, string> {
  return { ...row(code), spaces: code, "10 000 characters": code };
}

describe("hostile inputs", () => {
  it.each(Object.entries(outcomes))(
    "have their sentence at %s and never pass",
    (place, expected) => {
      const found = Object.fromEntries(
        Object.entries(hostileInputs).map(([input, text]) => [
          input,
          codeAt(place as RegistrationPlace, text),
        ]),
      );
      expect(found).toEqual(expected);
    },
  );
});

describe("a changed contact", () => {
  const contact = {
    ...toRegistration(filledRegistration).contact,
    documentNumber: null,
  };
  const judge = (
    change: Partial<JudgedContact>,
    keeps = { person: false, email: false },
  ) => checkContact({ ...contact, ...change }, { now, keeps });

  it("leaves a number that stays as it was alone, and judges the rest as 注册 does", () => {
    expect(judge({})).toEqual([]);
    expect(judge({ email: "x", mobile: "" })).toEqual([
      { place: "email", code: "email-shape" },
      { place: "mobile", code: "required" },
    ]);
    expect(judge({ documentNumber: "123" })).toEqual([
      { place: "contactDocumentNumber", code: "id-number-shape" },
    ]);
  });

  it("does not judge again what it keeps: a document that ran out, a mail that was never there", () => {
    const old = { validUntil: "2020-12-31", email: "" };
    expect(judge(old).map(({ place }) => place)).toEqual([
      "validUntil",
      "email",
    ]);
    expect(judge(old, { person: true, email: true })).toEqual([]);
  });
});
