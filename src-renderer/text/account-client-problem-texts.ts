import type { accountClientProblemCodes } from "../../src-shared/accounts/account-client-problem-codes.ts";
import { sayWhenAgain, type ProblemWording } from "./problem-wording.ts";

/** What this program itself says about accounts. */
export const accountClientProblemTexts = {
  "account-password-wrong": {
    sentence: "密码不正确。",
    nextStep:
      "请重新输入；如果密码在别处改过，请连接网络后用新密码登录，草稿不受影响。",
  },
  "account-waiting": {
    sentence: (facts) =>
      `密码输错次数较多，${sayWhenAgain(facts)}。草稿没有删除。`,
    nextStep: "请核对大小写和输入法；忘记密码时请连接网络找回账号密码。",
  },
  "account-password-not-kept": {
    sentence: "本机没有保存这个账号的密码。",
    nextStep: "请输入密码后登录。",
  },
  "account-other": {
    sentence: "这不是登录时使用的账号。",
    nextStep: "请输入原来账号的密码；要换账号办理，请先退出登录。",
  },
  "open-id-busy": {
    sentence: "国家政务服务平台的登录页面已在浏览器中打开。",
    nextStep: "请在浏览器中完成登录，或先取消。",
  },
  "open-id-cancelled": {
    sentence: "国家政务服务平台账号登录已取消。",
    nextStep: "请重新登录，或用账号密码登录。",
  },
  "open-id-time-limit": {
    sentence: "在浏览器中登录的时间过长，这次登录已结束。",
    nextStep: "请重新点击“国家政务服务平台账号登录”。",
  },
  "open-id-browser-absent": {
    sentence: "无法打开系统的浏览器。",
    nextStep: "请联系信息管理人员设置默认浏览器，或用账号密码登录。",
  },
} satisfies Record<(typeof accountClientProblemCodes)[number], ProblemWording>;
