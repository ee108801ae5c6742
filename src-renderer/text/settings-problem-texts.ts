import type { settingsProblemCodes } from "../../src-shared/settings/settings-problem-codes.ts";
import type { ProblemWording } from "./problem-wording.ts";

export const settingsProblemTexts = {
  "setting-locked": {
    sentence: "这项设置由管理员锁定，没有修改。",
    nextStep: "如需修改，请联系信息管理人员。",
  },
  "setting-link-not-set": {
    sentence: "管理员还没有设置这个网址。",
    nextStep: "请联系信息管理人员或拨打客服电话。",
  },
  "link-not-listed": {
    sentence: "这个网址不在管理员设置的范围内，没有打开。",
    nextStep: "请联系信息管理人员核对设置。",
  },
} satisfies Record<(typeof settingsProblemCodes)[number], ProblemWording>;
