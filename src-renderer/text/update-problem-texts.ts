import type { updateProblemCodes } from "../../src-shared/updates/update-problem-codes.ts";
import type { ProblemWording } from "./problem-wording.ts";

export const updateProblemTexts = {
  "update-feed-unreachable": {
    sentence: "没有取得新版本的信息或文件，现在的版本可以继续使用。",
    nextStep: "请稍后再检查；仍然出现时请告知信息管理人员。",
  },
  "update-not-authentic": {
    sentence: "无法确认下载的新版本由本程序的发布者签名，已经丢弃，没有安装。",
    nextStep: "请告知信息管理人员检查更新服务器。",
  },
  "update-failed": {
    sentence: "检查新版本时出错，现在的版本可以继续使用。",
    nextStep: "请稍后再检查；仍然出现时请告知信息管理人员。",
  },
} satisfies Record<(typeof updateProblemCodes)[number], ProblemWording>;
