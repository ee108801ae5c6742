import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  toRegistration,
  type TypedRegistration,
} from "../../../src-shared/accounts/typed-registration.ts";
import { filledRegistration } from "../../fixtures/registration.ts";
import type { PasswordRule } from "../../../src-shared/identity/password.ts";
import {
  hostileInputs,
  type HostileInput,
} from "../../unit/accounts/hostile-inputs.ts";
import { refusalOf } from "./companion-requester.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "./start-test-companion.ts";
import { accountPassword, smsCode, solveCaptcha } from "./test-account.ts";

/** Every typed field of 注册. What a field must not hold is the same at the page and here: the rules are shared. */
const typedFields = [
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
] as const satisfies readonly (keyof TypedRegistration)[];

let companion: TestCompanion;
let right: Record<string, unknown>;
beforeAll(async () => {
  companion = await startTestCompanion();
  right = {
    registration: toRegistration(filledRegistration),
    password: accountPassword,
    smsCode: await smsCode(companion, "register"),
    hasAgreed: true,
    bindingToken: null,
  };
});
afterAll(() => companion.close());
beforeEach(() => companion.database.deleteFrom("sign_in_tries").execute());

const refusal = (body: unknown) =>
  refusalOf(companion.request, "register", { body });
const countAccounts = async () =>
  (await companion.database.selectFrom("accounts").select("id").execute())
    .length;

describe("a registration with hostile text", () => {
  const cells = typedFields.flatMap((field) =>
    Object.entries(hostileInputs).map(([kind, text]) => ({
      field,
      kind,
      text,
    })),
  );

  it.each(cells)(
    "in $field is refused there: $kind",
    async ({ field, text }) => {
      const typed = { ...filledRegistration, [field]: text };
      const { status, code, facts } = await refusal({
        ...right,
        registration: toRegistration(typed),
      });
      // A region that is not there is told at the first level that does not fit.
      const places = field === "provinceCode" ? [field, "cityCode"] : [field];
      expect([status, code]).toEqual([422, "registration-refused"]);
      expect(places).toContain(facts?.["place"]);
    },
  );

  /** 确认密码 does not travel: the page alone compares. What is longer than any shape never meets a rule. */
  const secretCells: Record<
    HostileInput,
    { password: string; smsCode: string; mobile: string }
  > = {
    empty: rulesBroken("length"),
    spaces: rulesBroken("length"),
    "10 000 characters": {
      password: "request-malformed",
      smsCode: "request-malformed",
      mobile: "request-malformed",
    },
    emoji: rulesBroken("length"),
    "right-to-left override": rulesBroken("length"),
    "Arabic letters": rulesBroken("length"),
    "control characters": rulesBroken("length"),
    SQL: { ...rulesBroken("length"), smsCode: "request-malformed" },
    HTML: { ...rulesBroken("length"), smsCode: "request-malformed" },
    "full-width digits": rulesBroken("upper-case"),
  };
  function rulesBroken(password: PasswordRule) {
    return {
      password: `password-refused ${password}`,
      smsCode: "code-wrong 4",
      mobile: "registration-refused mobile-shape",
    };
  }
  const rows = Object.entries(secretCells).map(([kind, expected]) => ({
    kind,
    text: hostileInputs[kind as HostileInput],
    expected,
  }));
  const said = ({ code, facts }: Awaited<ReturnType<typeof refusal>>) => {
    const fact = facts?.["problem"] ?? facts?.["triesLeft"] ?? "";
    return `${code} ${fact as string | number}`.trim();
  };

  it.each(rows)(
    "as the password is refused: $kind",
    async ({ text, expected }) => {
      expect(said(await refusal({ ...right, password: text }))).toBe(
        expected.password,
      );
    },
  );

  it.each(rows)(
    "as the SMS code is refused: $kind",
    async ({ text, expected }) => {
      // One that is good, so that its tries are counted from the first.
      await smsCode(companion, "register");
      expect(said(await refusal({ ...right, smsCode: text }))).toBe(
        expected.smsCode,
      );
    },
  );

  it.each(rows)(
    "as the mobile gets no SMS: $kind",
    async ({ text, expected }) => {
      const before = companion.sent.length;
      const answer = await refusalOf(companion.request, "sendSmsCode", {
        body: {
          purpose: "register",
          mobile: text,
          captcha: await solveCaptcha(companion),
        },
      });
      expect(said(answer)).toBe(expected.mobile);
      expect(companion.sent.length).toBe(before);
    },
  );

  const filled = toRegistration(filledRegistration);
  it.each([
    ["no agreement", { hasAgreed: false }],
    ["a field too much", { isAdministrator: true }],
    ["a number as a name", { registration: { ...filled, accountName: 1 } }],
    ["no contact", { registration: { ...filled, contact: null } }],
    ["a field too much inside", { registration: { ...filled, id: "x" } }],
    ["another type", { registration: { ...filled, accountType: "root" } }],
    [
      "an enterprise at 个人用户",
      { registration: { ...filled, accountType: "person" } },
    ],
    ["a list as the password", { password: ["Ceshi-2026!"] }],
    [
      "a prototype",
      { registration: JSON.parse('{"__proto__":{"a":1}}') as unknown },
    ],
  ])("of the wrong shape is refused: %s", async (_kind, wrong) => {
    expect((await refusal({ ...right, ...wrong })).code).toBe(
      "request-malformed",
    );
  });

  it("has made no account, and the right one is still accepted", async () => {
    companion.advance(60_000);
    expect(await countAccounts()).toBe(0);
    const body = { ...right, smsCode: await smsCode(companion, "register") };
    expect((await companion.request("register", { body })).status).toBe(200);
  });
});
