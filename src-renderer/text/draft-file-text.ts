import type { PassphraseStrength } from "../../src-shared/draft-files/judge-passphrase.ts";

export const draftFileText = {
  import: "导入",
  importHint: "导入从另一台计算机导出的草稿",
  exportTitle: "导出草稿",
  exportNote:
    "申请表和附件写入一个加密文件，可以带到本企业的另一台计算机导入。本机的内容不变。",
  exportVerb: "选择位置并导出",
  passphrase: "文件密码",
  passphraseHint: "至少10个字符，可以用字母、数字、符号和汉字",
  again: "确认文件密码",
  againHint: "两次输入的文件密码必须相同",
  required: "请填写文件密码",
  againRequired: "请再输入一次文件密码",
  differs: "两次输入的文件密码不相同",
  same: "两次输入的文件密码相同",
  forgotten:
    "请记住文件密码，与文件分开交给对方。忘记后这个文件无法打开，只能重新导出。",
  writing: "正在导出",
  written: (fileName: string) => `已导出到“${fileName}”。`,
  importTitle: "导入草稿",
  chosenFile: (fileName: string, size: string) =>
    `文件：${fileName}（${size}）`,
  importNote:
    "请输入导出时设置的文件密码。导入后成为一份新的暂存，可以继续填写。",
  importVerb: "导入",
  reading: "正在导入",
  imported: "已导入，成为一份新的暂存，可以继续填写。",
  progress: "进度",
  done: (done: string, total: string) => `${done} / ${total}`,
} as const;

export const passphraseStrengthText = {
  "too-short": "还不够10个字符",
  weak: "太容易猜到，请加长，或混用字母、数字、符号、汉字",
  medium: "密码强度：中",
  strong: "密码强度：强",
} as const satisfies Record<PassphraseStrength, string>;
