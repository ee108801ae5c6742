import type {
  RescuedPlacing,
  RescuedReason,
} from "../../src-shared/rescued/rescued-procedures.ts";

export const rescuedText = {
  title: "找回了上次填写的内容",
  sentence: {
    crash: (time: string) =>
      `程序上次没有正常关闭。您在 ${time} 填写的内容已经找回，与之前保存的内容有以下不同。`,
    crashTypedOn: (time: string) =>
      `程序上次没有正常关闭。您在 ${time} 填写的内容已经找回，与现在的内容有以下不同。`,
    damage: (time: string) =>
      `本机数据已从备份恢复。损坏的数据中还能读出 ${time} 填写的内容，与现在的内容有以下不同。`,
  },
  newForm: "这是一份新填写的申请表，之前没有保存过。",
  which: { new: "新增申请", amendment: "变更申请", none: "申请表" },
  take: "恢复这些内容",
  leave: "不恢复",
  later: "以后再说",
  leaveNote: "不恢复时，这些内容会在“数据安全”中保留30天，随时可以恢复。",
  taken: "内容已恢复，可以在列表中继续填写。",
  left: "内容已保留在“数据安全”中，30天内可以恢复。",
  place: "项目",
  before: "之前保存的内容",
  now: "现在的内容",
  found: "找回的内容",
  empty: "未填写",
  noFile: "没有文件",
  same: "没有不同。",
  sectionTitle: "找回的内容",
  sectionNote:
    "没有正常关闭时找回的内容、放弃的修改、从备份中取出的内容会在这里保留30天，之后自动清除。",
  none: "没有需要找回的内容。",
  filing: "备案",
  typedAt: "填写时间",
  reason: "来源",
  keptUntil: "保留到",
  action: "操作",
  restore: "恢复",
  restoreTitle: "恢复内容",
} as const;

/** What 恢复 does to what stands there now. */
export const rescuedPlacings: Readonly<Record<RescuedPlacing, string>> = {
  "stands-there": "这些内容现在就在这份申请表中，恢复后不变。",
  "replaces-typed":
    "恢复后，现在填写的内容由这些内容代替，并作为“放弃的修改”在“数据安全”中保留30天。",
  "beside-saved":
    "恢复后，这些内容作为未保存的修改放回这份备案，已保存的内容不变。",
  "new-draft": "恢复后，这些内容另存为一份新的暂存，现有的备案不变。",
};

export const rescuedReasons: Readonly<Record<RescuedReason, string>> = {
  crash: "没有正常关闭",
  damage: "损坏的数据文件",
  discarded: "放弃的修改",
  backup: "本机备份",
};
