import { describe, expect, it } from "vitest";
import {
  problemTexts,
  sayProblem,
} from "../../../src-renderer/text/problem-texts.ts";
import { sayAtField } from "../../../src-renderer/text/say-at-field.ts";
import {
  problemCodes,
  type Problem,
  type ProblemCode,
} from "../../../src-shared/problems/problem.ts";

describe("what the screen says about a problem", () => {
  it("has a sentence and a next step for every code, without codes or exclamation marks", () => {
    const unfit = problemCodes.filter((code) => {
      const { sentence, nextStep } = sayProblem({ code });
      return [sentence, nextStep].some(
        (text) => !/^[^!！]+。$/.test(text) || text.includes(code),
      );
    });
    expect(unfit).toEqual([]);
  });

  it("tells how long to wait, and in how many seconds where they are known", () => {
    const said = (code: ProblemCode, retryAfterSeconds: number) =>
      sayProblem({ code, facts: { retryAfterSeconds } }).sentence;
    expect([
      said("rate-limited", 40),
      said("account-locked", 61),
      said("code-too-soon", 25),
      sayProblem({ code: "account-locked" }).sentence,
    ]).toEqual([
      "操作过于频繁，服务器暂时没有接受，请在 40 秒后再试。",
      "密码输错次数过多，账号暂时锁定，请在 2 分钟后再试。",
      "验证码刚刚发送过，请在 25 秒后再获取。",
      "密码输错次数过多，账号暂时锁定，请稍后再试。",
    ]);
  });

  it("tells how often a code may still be typed", () => {
    const said = (triesLeft: number) =>
      sayAtField({
        code: "code-wrong",
        facts: { place: "smsCode", triesLeft },
      });
    expect([said(4), said(0)]).toEqual([
      "短信或邮件验证码不正确，还可以输入 4 次。请核对最近一次收到的验证码。",
      "短信或邮件验证码不正确，输错次数过多。请重新获取验证码后再试。",
    ]);
  });

  it("says a refused field of 注册 as the page itself would, and in general where it does not know the rule", () => {
    const said = (facts: NonNullable<Problem["facts"]>) =>
      sayAtField({ code: "registration-refused", facts });
    expect([
      said({ place: "email", problem: "email-shape", count: 1 }),
      said({ place: "enterpriseName", problem: "too-long", limit: 100 }),
      said({ place: "cityCode", problem: "required" }),
      said({ place: "email", problem: "toString" }),
    ]).toEqual([
      "邮箱格式不正确，应如 name@example.cn",
      "不能超过 100 个字",
      "请选择",
      "服务器检查发现注册内容不符合要求，已填写的内容仍保留。请按提示修改后再提交。",
    ]);
  });

  it("knows no code that does not exist", () => {
    expect(Object.keys(problemTexts).toSorted()).toEqual(
      [...problemCodes].toSorted(),
    );
  });
});
