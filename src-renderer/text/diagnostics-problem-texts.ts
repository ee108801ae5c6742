import type { diagnosticsProblemCodes } from "../../src-shared/diagnostics/diagnostics-problem-codes.ts";
import type { ProblemWording } from "./problem-wording.ts";

export const diagnosticsProblemTexts = {
  "diagnostics-not-shown": {
    sentence: "诊断文件的内容还没有列出。",
    nextStep: "请重新点击“保存诊断文件”，看过内容后再保存。",
  },
  "diagnostics-not-saved": {
    sentence: "诊断文件没有保存，选择的位置不能写入。",
    nextStep: "请换一个位置再保存，例如桌面或U盘。",
  },
} satisfies Record<(typeof diagnosticsProblemCodes)[number], ProblemWording>;
