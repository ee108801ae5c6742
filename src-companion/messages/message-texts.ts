import type { SmsPurpose } from "../../src-shared/companion-api/account-shapes.ts";

type Purpose = SmsPurpose | "email" | "recovery";

const purposes: Readonly<Record<Purpose, string>> = {
  register: "注册账号",
  "change-mobile": "更换手机号码",
  "close-account": "注销账号",
  "take-over": "接管账号",
  email: "验证邮箱",
  recovery: "找回账号密码",
};

const subject = "二手车出口备案：验证码";

/** What a code by SMS or mail says; that nobody else may have it belongs to every one. */
export function codeMessage(
  purpose: Purpose,
  code: string,
): { subject: string; text: string } {
  return {
    subject,
    text: `【二手车出口备案】验证码 ${code}，用于${purposes[purpose]}，5 分钟内有效。请勿告诉他人；如非本人操作，请忽略。`,
  };
}
