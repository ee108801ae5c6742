import type { HistoryEntry } from "../../src-shared/filings/filing-record.ts";

export const detailText = {
  title: "二手车备案详情",
  standing: "办理情况",
  state: "状态",
  kind: "申请类型",
  year: "年度",
  reviewedAt: "复核时间",
  validity: "备案有效期",
  opinionTitle: "审核意见",
  opinionBy: (authority: string, time: string) => `${authority}，${time}`,
  voidTitle: "无效原因",
  unsaved: (time: string) =>
    `有未保存的修改（${time}）。下面显示的是上次保存的内容。`,
  empty: "未填写",
  noFile: "未上传",
  fileColumns: ["材料", "文件名", "大小", "操作"],
  print: "打印",
  printing: {
    application: {
      verb: "打印",
      exportVerb: "导出PDF",
      title: "打印申请表",
      exportTitle: "导出申请表PDF",
      fileName: (enterprise: string, year: number) =>
        `二手车出口备案申请表_${enterprise}_${year}.pdf`,
    },
    receipt: {
      verb: "打印回执",
      exportVerb: "导出回执PDF",
      title: "打印回执",
      exportTitle: "导出回执PDF",
      fileName: (enterprise: string, year: number) =>
        `二手车出口备案回执_${enterprise}_${year}.pdf`,
    },
  },
  makingPdf: "正在本机生成 PDF，可以取消，备案内容不受影响。",
  makingPdfFor: (seconds: number) => `已用 ${seconds} 秒`,
  passed: "通过",
  historyTitle: "办理记录",
  historyColumns: ["时间", "经办", "事项", "状态", "说明"],
  historyEmpty: "还没有办理记录。",
  receiptTitle: "回执",
  receiptValid: "回执签名已验证，内容未被改动。",
  receiptInvalid: "回执签名未通过验证，请联系信息管理人员核实。",
  receiptFacts: {
    submissionId: "上报编号",
    receivedAt: "收到时间",
    digest: "上报内容摘要（SHA-256）",
    certificate: "签名证书（SHA-256）",
    unsigned: "未签名",
    fileCount: "附件数量",
    revocation: "证书吊销状态",
    revocationGood: "未吊销",
    revocationUnknown: "上报时未能查询",
  },
} as const;

const actorLabels = {
  enterprise: "企业",
  reviewer: "商务主管部门",
  clock: "系统",
  companion: "系统",
} as const satisfies Record<HistoryEntry["actorKind"], string>;

/** 企业 · 张三; the system has no name of its own. */
export function sayActor({ actorKind, actor }: HistoryEntry): string {
  const label = actorLabels[actorKind];
  return actorKind === "clock" || actorKind === "companion"
    ? label
    : `${label} · ${actor}`;
}

export function sayRevocation(revocation: "good" | "unknown"): string {
  const { revocationGood, revocationUnknown } = detailText.receiptFacts;
  return revocation === "good" ? revocationGood : revocationUnknown;
}

const actionLabels: Readonly<Record<string, string>> = {
  save: "保存信息",
  amend: "变更",
  submit: "上报",
  delete: "删除",
  approve: "审核通过",
  return: "审核不通过",
  void: "作废",
  expire: "有效期届满",
  supersede: "由新的备案替代",
};

/** An action that a newer API knows and this version does not is shown as it came. */
export function sayHistoryAction(action: string): string {
  return actionLabels[action] ?? action;
}
