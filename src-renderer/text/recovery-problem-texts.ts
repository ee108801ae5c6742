import type { recoveryProblemCodes } from "../../src-shared/recovery/recovery-problem-codes.ts";
import type { ProblemWording } from "./problem-wording.ts";

export const recoveryProblemTexts = {
  "recovery-code-mistyped": {
    sentence: ({ groups }) => `恢复码第 ${groups ?? ""} 组有误。`,
    nextStep: "请对照纸上的恢复码核对这几组后再试。",
  },
  "recovery-code-wrong": {
    sentence: "这个恢复码打不开您在本机的草稿。草稿没有删除。",
    nextStep: "请核对恢复码是否属于本企业、是否是最近一次生成的，再试一次。",
  },
  "recovery-code-never-made": {
    sentence: "这份数据还没有生成过恢复码。草稿没有删除。",
    nextStep:
      "请用原来的系统用户登录原来的计算机再试；不行时点击“没有恢复码”另建一份空的数据。",
  },
  "recovery-code-not-the-shown": {
    sentence: "输入的不是刚才显示的恢复码，恢复码还没有生效。",
    nextStep: "请核对抄写或打印的内容；抄错时请返回重新抄写。",
  },
} satisfies Record<(typeof recoveryProblemCodes)[number], ProblemWording>;
