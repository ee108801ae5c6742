import { describe, expect, it } from "vitest";
import {
  emptyRegistration,
  type TypedRegistration,
} from "../../../../src-shared/accounts/typed-registration.ts";
import { createRegistrationForm } from "../../../../src-renderer/accounts/registration-form.ts";
import {
  acceptOf,
  type RegistrationText,
} from "../../../../src-renderer/accounts/registration-inputs.ts";
import {
  openPlaces,
  shownAt,
} from "../../../../src-renderer/accounts/registration-sayings.ts";
import { filledRegistration } from "../../../fixtures/registration.ts";
import {
  hostileInputs,
  type HostileInput,
} from "../../accounts/hostile-inputs.ts";

function openForm(typed: TypedRegistration = filledRegistration) {
  const kept: TypedRegistration[] = [];
  const form = createRegistrationForm({
    typed,
    now: () => new Date("2026-11-26T08:00:00Z"),
    onChange: (changed) => kept.push(changed),
  });
  const shown = (place: Parameters<typeof shownAt>[1]) =>
    shownAt(form.store.getState(), place);
  return { form, kept, shown };
}

const goodPassword = "Ershouche-2026";
const goodSecrets = {
  newPassword: { password: goodPassword, confirmed: goodPassword },
  smsCode: "123456",
  isAgreed: true,
};

const differs = "两次输入的密码不相同";
const noCode = "请填写短信验证码";
/** 密码, 确认密码, 短信验证码, in the order of hostile-inputs.ts. */
const secretOutcomes: Record<HostileInput, readonly [string, string, string]> =
  {
    empty: ["请填写密码", "请再输入一次密码", noCode],
    spaces: [
      "还需要：10至20位、大写字母、小写字母、数字、符号、去掉空格、中文和全角字符",
      differs,
      noCode,
    ],
    "10 000 characters": [
      "还需要：10至20位、大写字母、小写字母、数字、符号、去掉空格、中文和全角字符",
      differs,
      noCode,
    ],
    emoji: [
      "还需要：10至20位、大写字母、小写字母、数字、符号、去掉空格、中文和全角字符",
      differs,
      noCode,
    ],
    "right-to-left override": [
      "还需要：10至20位、大写字母、数字、去掉空格、中文和全角字符",
      differs,
      noCode,
    ],
    "Arabic letters": [
      "还需要：10至20位、大写字母、小写字母、数字、符号、去掉空格、中文和全角字符",
      differs,
      noCode,
    ],
    "control characters": [
      "还需要：10至20位、小写字母、去掉空格、中文和全角字符",
      differs,
      noCode,
    ],
    SQL: ["还需要：10至20位、数字、去掉空格、中文和全角字符", differs, noCode],
    HTML: [
      "还需要：10至20位、大写字母、去掉空格、中文和全角字符",
      differs,
      noCode,
    ],
    "full-width digits": [
      "还需要：大写字母、小写字母、数字、符号、去掉空格、中文和全角字符",
      differs,
      noCode,
    ],
  };

describe("the page 注册", () => {
  it("says a problem when its field is left, keeps quiet while typing, and takes it back when it is mended", () => {
    const { form, shown } = openForm();
    form.change({ accountName: "abc" });
    expect(shown("accountName")).toBeUndefined();
    form.leave(["accountName"]);
    expect(shown("accountName")).toMatch(/至少8位/);
    form.change({ accountName: "abcdefg1" });
    expect(shown("accountName")).toBeUndefined();
    form.change({ accountName: "" });
    expect(shown("accountName")).toBeUndefined();
  });

  it("names everything that stands in the way of 注册, in the order of the page", () => {
    const { form, shown } = openForm(emptyRegistration);
    const places = form.showAll();
    expect(places[0]).toBe("accountName");
    expect(places.slice(2, 4)).toEqual(["password", "confirmedPassword"]);
    expect(places.at(-1)).toBe("agreement");
    for (const place of places) expect(shown(place)).toBeDefined();
    expect(openForm().form.showAll()).toEqual([
      "password",
      "confirmedPassword",
      "smsCode",
      "agreement",
    ]);
  });

  it("lets a filled page through", () => {
    const { form } = openForm();
    form.changeSecrets(goodSecrets);
    expect(form.showAll()).toEqual([]);
  });

  it("puts a refusal of the API next to its field until that field is changed", () => {
    const { form, shown } = openForm();
    form.changeSecrets(goodSecrets);
    expect(form.refuse({ code: "enterprise-has-account" })).toBe("uscc");
    expect(
      form.refuse({ code: "code-wrong", facts: { place: "smsCode" } }),
    ).toBe("smsCode");
    expect(
      form.refuse({
        code: "registration-refused",
        facts: { place: "email", problem: "email-shape", count: 1 },
      }),
    ).toBe("email");
    expect(form.refuse({ code: "rate-limited" })).toBeNull();
    expect(shown("uscc")).toMatch(/已注册账号/);
    form.change({ uscc: "91110000802100433B" });
    form.changeSecrets({ smsCode: "654321" });
    expect([shown("uscc"), shown("smsCode")]).toEqual([undefined, undefined]);
    expect(shown("email")).toBe("邮箱格式不正确，应如 name@example.cn");
    // What was refused may be sent again: the API alone knows.
    expect(openPlaces(form.store.getState())).toEqual([]);
  });

  it.each(Object.entries(secretOutcomes))(
    "has its sentence for hostile secrets, and never lets them pass: %s",
    (input, [password, confirmed, smsCode]) => {
      const { form, shown } = openForm();
      const text = hostileInputs[input as HostileInput];
      form.changeSecrets({
        ...goodSecrets,
        newPassword: { password: text, confirmed: goodPassword },
        smsCode: text,
      });
      expect(form.showAll()).toEqual([
        "password",
        "confirmedPassword",
        "smsCode",
      ]);
      expect([shown("password"), shown("smsCode")]).toEqual([
        password,
        smsCode,
      ]);
      form.changeSecrets({
        newPassword: { password: goodPassword, confirmed: text },
      });
      expect([shown("password"), shown("confirmedPassword")]).toEqual([
        undefined,
        confirmed,
      ]);
    },
  );

  it("gives what may be kept and no secret", () => {
    const { form, kept } = openForm();
    form.changeSecrets(goodSecrets);
    expect(kept).toEqual([]);
    form.change({ email: "xin@example.cn" });
    expect(kept).toEqual([{ ...filledRegistration, email: "xin@example.cn" }]);
  });

  it("keeps the fields of another 账号类型 aside and brings them back", () => {
    const { form } = openForm();
    form.changeSecrets(goodSecrets);
    form.change({ accountType: "person" });
    expect(form.showAll()).toEqual([]);
    form.change({ accountType: "domestic-enterprise" });
    expect(form.store.getState().typed).toEqual(filledRegistration);
  });

  it("puts in order what an input method left: full-width signs, small letters, spaces, days", () => {
    const typed = (name: RegistrationText, text: string) =>
      acceptOf(name)(text, "");
    expect(typed("mobile", "＋８６ １３９０１２３４５６７")).toBe(
      "13901234567",
    );
    expect(typed("uscc", "９１１１００００ma0dem01k3 ")).toBe(
      "91110000MA0DEM01K3",
    );
    expect(typed("contactDocumentNumber", "11010519491231002x")).toBe(
      "11010519491231002X",
    );
    const { form } = openForm();
    form.change({ validFrom: "2020年1月1日", contactName: " 小李 " });
    form.leave(["validFrom", "contactName"]);
    expect(form.store.getState().typed).toMatchObject({
      validFrom: "2020-01-01",
      contactName: "小李",
    });
  });
});
