import type { draftFileProblemCodes } from "../../src-shared/draft-files/draft-file-problem-codes.ts";
import type { ProblemWording } from "./problem-wording.ts";

export const draftFileProblemTexts = {
  "draft-file-passphrase-weak": {
    sentence: "这个文件密码太容易猜到，没有导出。本机的内容不变。",
    nextStep: "请换一个更长的文件密码。",
  },
  "draft-file-busy": {
    sentence: "正在导出或导入另一份草稿。",
    nextStep: "请等它完成或取消后再试。",
  },
  "draft-file-cancelled": {
    sentence: "已取消。本机的内容不变，没有留下文件。",
    nextStep: "需要时请再操作一次。",
  },
  "draft-file-not-written": {
    sentence: "文件没有写成，那里原有的文件不变。本机的内容不变。",
    nextStep: "请换一个位置，或检查U盘、文件夹是否可以写入。",
  },
  "draft-file-disk-full": {
    sentence: "所选位置空间不足，文件没有写成。本机的内容不变。",
    nextStep: "请清理空间或换一个位置。",
  },
  "draft-file-unreadable": {
    sentence: "文件无法读取。本机的内容不变。",
    nextStep: "请检查U盘是否插好、文件是否还在，再选择一次。",
  },
  "draft-file-gone": {
    sentence: "还没有选择要导入的文件。本机的内容不变。",
    nextStep: "请点击“导入”重新选择。",
  },
  "draft-file-not-one": {
    sentence: "这不是本程序导出的草稿文件。本机的内容不变。",
    nextStep: "请选择从“导出”得到的文件（.ucfd）。",
  },
  "draft-file-too-new": {
    sentence:
      "这个文件由更新版本的程序导出，当前版本无法打开。本机的内容不变。",
    nextStep: "请安装最新版本后再导入。",
  },
  "draft-file-cut": {
    sentence: "文件不完整，可能没有复制完。本机的内容不变。",
    nextStep: "请从原来的位置重新复制，或请对方重新导出。",
  },
  "draft-file-damaged": {
    sentence: "文件已损坏，没有导入。本机的内容不变。",
    nextStep: "请从原来的位置重新复制，或请对方重新导出。",
  },
  "draft-file-passphrase-wrong": {
    sentence: "文件密码不对。本机的内容不变。",
    nextStep: "请核对后再输入；注意大小写。可以重试任意次。",
  },
  "draft-file-other-enterprise": {
    sentence: ({ uscc }) =>
      `这份草稿属于另一个企业（${uscc ?? ""}），没有导入。本机的内容不变。`,
    nextStep: "请用那个企业的电子钥匙或账号登录后再导入。",
  },
} satisfies Record<(typeof draftFileProblemCodes)[number], ProblemWording>;
