import type { RowAction } from "../../src-shared/filings/filing-procedures.ts";
import type {
  FilingKind,
  FilingState,
} from "../../src-shared/filings/filing-state.ts";

export const stateLabels = {
  draft: "暂存",
  "to-submit": "待上报",
  "under-review": "待审核",
  approved: "审核通过",
  returned: "审核不通过",
  expired: "失效",
  void: "无效",
} as const satisfies Record<FilingState, string>;

export const kindLabels = {
  new: "新增",
  amendment: "变更",
} as const satisfies Record<FilingKind, string>;

export const rowActionLabels = {
  resolve: "处理冲突",
  edit: "修改",
  "carry-over": "转入在办申请",
  "start-over": "重新办理",
  submit: "上报",
  amend: "变更",
  detail: "详情",
  export: "导出",
  "undo-delete": "撤销删除",
  delete: "删除",
  "cancel-sending": "取消发送",
  retry: "重试",
  "send-held": "确认发送",
} as const satisfies Record<RowAction, string>;

export const syncMarkText = {
  localOnly: "仅在本机",
  pending: "待同步",
  synced: "已同步",
  queuedSigned: "已签名，待发送",
  queued: "待发送",
  sending: (sent: number, total: number) => `发送中 ${sent}/${total}`,
  failed: "同步失败",
  held: "待确认",
} as const;

export const filingListText = {
  titleWithKey: "二手车备案列表",
  titleWithAccount: "二手车出口企业备案列表",
  accountNotice:
    "未办理电子钥匙的企业应先向属地商务主管部门申请电子钥匙，再申请出口许可证。电子钥匙办理流程可登录许可证局官网查询（企业电子钥匙申请与证书更新简明流程）。",
  create: "新增",
  import: "导入",
  createRefused: (state: string) =>
    `已有一份在办申请（${state}），办完或删除后才能新增或导入。`,
  columns: {
    year: "年度",
    uscc: "统一社会信用代码",
    enterpriseName: "企业名称",
    enterpriseNature: "企业性质",
    enterpriseCategory: "企业类别",
    reviewedAt: "复核时间",
    validUntil: "备案有效期",
    kind: "申请类型",
    state: "状态",
    sync: "同步",
    actions: "操作",
  },
  waitsForDeletion: "已删除，等待同步",
  remark: {
    returned: (opinion: string) => `审核意见：${opinion}`,
    void: (reason: string) => `无效原因：${reason}`,
    replaced: "无效原因：已由新的备案替代。",
    expired: (validUntil: string) =>
      `失效原因：备案有效期已于 ${validUntil} 届满。`,
  },
  amendRefused: {
    late: "备案有效期已过，不能再变更。请新增备案申请。",
    underWay: "已有一份在办申请，办完或删除后才能变更。",
  },
  searchLabel: "查找",
  searchHint: "企业名称、统一社会信用代码、年度等",
  clearFilters: "清除筛选",
  filterAll: "全部",
  filterLabel: (column: string) => `按${column}筛选`,
  nothing: "还没有备案申请",
  nothingToDo:
    "点击“新增”开始填写；只填写一部分也可以暂存，以后继续。在另一台计算机导出的草稿可以导入。",
  nothingFiltered: "没有符合筛选条件的备案，请修改或清除筛选条件。",
  unsavedChanges: "有未保存的修改",
  goOn: "继续",
  discard: "放弃",
  underWay: "在办申请",
  nextStep: "下一步：",
  moved: (from: string, to: string) => `备案状态已更新：${from} → ${to}。`,
} as const;

export const beginText = {
  title: "新增备案申请",
  blank: "空白填写",
  copy: "复制上次备案",
  copySentence:
    "复制上次备案：用最近一次审核通过的内容和附件填好申请表，修改有变化的地方即可。原来的备案不受影响。",
  blankSentence: "空白填写：只填好企业名称和统一社会信用代码，其余重新填写。",
} as const;

export interface NextStep {
  readonly title: string;
  readonly sentence: string;
  /** Of the card, worded unlike the row's button for the same action; null where there is nothing to click. */
  readonly button: {
    readonly verb: string;
    readonly action: RowAction;
  } | null;
}

export const nextSteps = {
  draft: {
    title: "继续填写",
    sentence: "已填写的内容保存在本机。全部填好后点击“保存信息”。",
    button: { verb: "继续填写", action: "edit" },
  },
  conflict: {
    title: "处理冲突",
    sentence:
      "这份备案在本机和其他计算机上都有修改。请逐项选择要保留的内容，两处内容都还在。",
    button: { verb: "逐项处理冲突", action: "resolve" },
  },
  "carry-over": {
    title: "转入在办申请",
    sentence:
      "本企业已有在办申请，服务器没有接受这份草稿。可以把草稿的内容转入在办申请，草稿仍然保留。",
    button: { verb: "把内容转入在办申请", action: "carry-over" },
  },
  "start-over": {
    title: "补回或重新办理",
    sentence:
      "服务器上只有这份备案较早的记录。请先联系信息管理人员补回；不能补回时，用本机的内容重新办理。",
    button: { verb: "用本机的内容重新办理", action: "start-over" },
  },
  unsaved: {
    title: "处理未保存的修改",
    sentence: "请继续修改并保存信息，或在列表中选择“放弃”，然后才能上报。",
    button: { verb: "继续未保存的修改", action: "edit" },
  },
  held: {
    title: "确认是否发送",
    sentence:
      "从备份恢复的内容里，这一项还在等待发送。确认后才会发送；不发送请在列表中取消。",
    button: { verb: "确认发送", action: "send-held" },
  },
  failed: {
    title: "处理同步失败",
    sentence:
      "没有发送成功，内容仍保存在本机。原因和办法见列表中这一行的下方。",
    button: { verb: "再次同步", action: "retry" },
  },
  "to-submit": {
    title: "上报",
    sentence: "核对内容后用电子钥匙签名上报。",
    button: { verb: "核对并上报", action: "submit" },
  },
  "to-submit-unsigned": {
    title: "上报",
    sentence: "核对内容后上报。",
    button: { verb: "核对并上报", action: "submit" },
  },
  queued: {
    title: "等待发送",
    sentence: "上报内容已保存在本机，连上服务器后自动发送，不需要重复上报。",
    button: null,
  },
  "under-review": {
    title: "等待审核",
    sentence: "商务主管部门正在审核，结果会自动显示在这里。",
    button: null,
  },
  returned: {
    title: "查看意见",
    sentence: "审核未通过。请查看意见，修改并保存信息后重新上报。",
    button: { verb: "查看意见并修改", action: "edit" },
  },
  "to-delete": {
    title: "等待删除",
    sentence: "这份备案已在本机删除，连上服务器后完成。发送前可以撤销。",
    button: { verb: "撤回这次删除", action: "undo-delete" },
  },
} as const satisfies Record<string, NextStep>;

export const deleteText = {
  title: "删除备案申请",
  verb: "删除",
  draft: "删除后不可恢复，附件一并删除。",
  saved: "删除后不可恢复，附件一并删除。已上报过的记录由主管部门保留。",
  amendment: "删除后变更内容不可恢复，备案恢复为变更前已审核通过的内容。",
} as const;

export const startOverText = {
  title: "重新办理",
  verb: "重新办理",
  back: "先不办理",
  newDraft:
    "内容和附件转入一份新的草稿，核对后保存信息、重新上报。原来的这一行和回执仍然保留。",
  olderVersion:
    "这份备案改按服务器上的记录继续办理，本机的内容和附件保留为未保存的修改，核对后保存信息、重新上报。回执仍然保留。",
} as const;

export const discardText = {
  title: "放弃修改",
  verb: "放弃",
  consequence:
    "放弃后，备案恢复为已保存的内容，放弃的内容在“数据安全”中保留30天。",
} as const;

export const cancelSendingText = {
  title: "取消发送",
  verb: "取消发送",
  back: "不取消",
  consequence:
    "取消后，这次上报作废，备案回到待上报，可以修改后重新上报。服务器已经收到的上报不能取消。",
} as const;
