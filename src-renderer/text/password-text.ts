import type {
  PasswordRule,
  PasswordStrength,
} from "../../src-shared/identity/password.ts";

export const passwordText = {
  newPassword: "密码",
  confirmed: "确认密码",
  hint: "10-20位，须同时包含大小写字母、数字和符号，除空格",
  confirmedHint: "两次输入的密码必须相同",
  required: "请填写密码",
  confirmFirst: "请再输入一次密码",
  differs: "两次输入的密码不相同",
  same: "两次输入的密码相同",
  strength: "密码强度：",
  missing: "还需要：",
  show: "显示密码",
  hide: "隐藏密码",
  capsLock: "大写锁定已打开。",
} as const;

export const passwordRuleSentences = {
  length: "10至20位",
  "upper-case": "大写字母",
  "lower-case": "小写字母",
  digit: "数字",
  sign: "符号",
  characters: "去掉空格、中文和全角字符",
} as const satisfies Record<PasswordRule, string>;

export const strengthLabels = {
  weak: "弱",
  medium: "中",
  strong: "强",
} as const satisfies Record<PasswordStrength, string>;

/** What a password still lacks, as one sentence. */
export function sayBrokenRules(rules: readonly PasswordRule[]): string {
  return `${passwordText.missing}${rules.map((rule) => passwordRuleSentences[rule]).join("、")}`;
}
