import type { printingProblemCodes } from "../../src-shared/printing/printing-problem-codes.ts";
import type { ProblemWording } from "./problem-wording.ts";

export const printingProblemTexts = {
  "printing-unavailable": {
    sentence: "本机没有可用来生成 PDF 的程序，没有打印。",
    nextStep: "请联系信息管理人员检查安装是否完整。",
  },
  "printing-failed": {
    sentence: "没有能生成 PDF，备案内容不受影响。",
    nextStep: "请再试一次；仍然出现时请重新打开程序。",
  },
  "printing-no-receipt": {
    sentence: "这份备案还没有回执。",
    nextStep: "上报并被服务器接收后才能打印回执。",
  },
} satisfies Record<(typeof printingProblemCodes)[number], ProblemWording>;
