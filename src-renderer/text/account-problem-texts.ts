import type { accountProblemCodes } from "../../src-shared/companion-api/account-problem-codes.ts";
import { sayWhenAgain, type ProblemWording } from "./problem-wording.ts";

const getNewCode = "请重新获取验证码后再试。";
const openIdAgain = "请重新点击“国家政务服务平台账号登录”。";

/** What the API answers about accounts; none of these loses what was typed. */
export const accountProblemTexts = {
  "captcha-wrong": {
    sentence: "验证码不正确。",
    nextStep: "请按新的验证码重新输入。",
  },
  "captcha-expired": {
    sentence: "验证码已失效。",
    nextStep: "请按新的验证码重新输入。",
  },
  "code-too-soon": {
    sentence: (facts) => `验证码刚刚发送过，${sayWhenAgain(facts, "再获取")}。`,
    nextStep: "每 60 秒只能获取一次，请先查看是否已收到。",
  },
  "code-wrong": {
    sentence: ({ triesLeft }) =>
      typeof triesLeft !== "number"
        ? "短信或邮件验证码不正确。"
        : triesLeft > 0
          ? `短信或邮件验证码不正确，还可以输入 ${triesLeft} 次。`
          : "短信或邮件验证码不正确，输错次数过多。",
    nextStep: ({ triesLeft }) =>
      triesLeft === 0 ? getNewCode : "请核对最近一次收到的验证码。",
  },
  "code-expired": {
    sentence: "短信或邮件验证码已失效，或输错次数过多。",
    nextStep: getNewCode,
  },
  "code-not-sent": {
    sentence: "验证码没有发送成功。",
    nextStep: "请稍后重新获取；仍然不成功时请联系客服。",
  },
  "messages-not-configured": {
    sentence: ({ way }) =>
      way === "mail"
        ? "服务器没有开通邮件，验证码发不出去。"
        : "服务器没有开通短信，验证码发不出去。",
    nextStep: ({ way }) =>
      way === "mail"
        ? "请改用手机号码；手机号码也收不到时请联系客服。"
        : "请联系客服开通短信后再试。",
  },
  "account-locked": {
    sentence: (facts) =>
      `密码输错次数过多，账号暂时锁定，${sayWhenAgain(facts)}。`,
    nextStep: "忘记密码时，请在登录页面点击“找回账号密码”重新设置密码。",
  },
  "account-name-taken": {
    sentence: "这个登录账号已被使用。",
    nextStep: "请换一个登录账号；如果是您本人的账号，请点击“找回账号密码”。",
  },
  "enterprise-has-account": {
    sentence: "这个统一社会信用代码已注册账号。",
    nextStep:
      "请点击“找回账号密码”找回；如企业有电子钥匙，可用电子钥匙登录后在账号管理中接管。",
  },
  "registration-refused": {
    sentence: "服务器检查发现注册内容不符合要求，已填写的内容仍保留。",
    nextStep: "请按提示修改后再提交。",
  },
  "password-refused": {
    sentence: "新密码不符合要求。",
    nextStep: "请使用 10–20 位，包含大小写字母、数字和符号，不含空格。",
  },
  "password-wrong": {
    sentence: "密码不正确。",
    nextStep: "请核对后重新输入。",
  },
  "account-not-found": {
    sentence: "没有这个账号，可能已注销。",
    nextStep: "请刷新后查看。",
  },
  "account-without-enterprise": {
    sentence: "这个账号没有统一社会信用代码，不能办理备案。",
    nextStep: "请用境内企业的账号或电子钥匙登录。",
  },
  "recovery-ended": {
    sentence: "找回账号密码已超时或已完成。",
    nextStep: "请重新开始找回。",
  },
  "password-sign-in-needed": {
    sentence: "绑定前需要用账号和密码重新登录一次。",
    nextStep: "请用账号和密码登录后再绑定。",
  },
  "signature-required-for-enterprise": {
    sentence:
      "本企业已办理电子钥匙，备案须用电子钥匙办理。已填写的内容仍保留。",
    nextStep: "请用电子钥匙登录后办理。",
  },
  "open-id-not-configured": {
    sentence: "这里没有开通国家政务服务平台账号登录。",
    nextStep: "请用账号密码或电子钥匙登录。",
  },
  "open-id-provider-unreachable": {
    sentence: "暂时无法连接国家政务服务平台。",
    nextStep: "请稍后再试，或用账号密码登录。",
  },
  "open-id-refused": {
    sentence: "国家政务服务平台没有确认这次登录。",
    nextStep: openIdAgain,
  },
  "open-id-flow-ended": {
    sentence: "这次登录已超时或已完成。",
    nextStep: openIdAgain,
  },
  "open-id-binding-ended": {
    sentence: "绑定已超时，没有完成。",
    nextStep: openIdAgain,
  },
  "open-id-already-bound": {
    sentence: "这个国家政务服务平台账号已绑定其他账号，或本账号已有绑定。",
    nextStep: "请用已绑定的账号登录。",
  },
} satisfies Record<(typeof accountProblemCodes)[number], ProblemWording>;
