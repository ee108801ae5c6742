import type { FilingCounts } from "../../src-shared/sync/sync-procedures.ts";

/** The frame around every page, and the words all pages share. */
export const frameText = {
  productName: "二手车出口备案企业端",
  loading: "正在读取",
  cancel: "取消",
  close: "关闭",
  retry: "重试",
  reopen: "重新打开",
  back: "返回列表",
  dismiss: "知道了",
  look: "查看详情",
  topMenu: "顶部菜单",
  sideMenu: "业务菜单",
  home: "首页",
  dataSafety: "数据安全",
  guide: "操作指南",
  settings: "系统设置",
  account: "账号管理",
  changePassword: "修改密码",
  backToSignIn: "返回登录",
  openFilings: "查看备案列表",
  signOut: "退出登录",
  hall: "业务大厅",
  exportLicence: "出口许可证",
  usedCarFiling: "二手车备案",
  licencesClosed:
    "未办理电子钥匙，仅可申请二手车出口备案，不能申领出口许可证。",
  currentPlace: "当前位置：",
  filingForm: "录入二手车备案申请表",
  amendmentForm: "变更二手车备案申请表",
  filingDetail: "二手车备案详情",
  keyState: "电子钥匙：",
  syncState: "同步：",
  who: (enterprise: string | null, holder: string) =>
    enterprise === null ? holder : `${enterprise} · ${holder}`,
  hostGoneTitle: "程序连接已断开",
  startProblemTitle: "程序没有准备好",
} as const;

export const signOutText = {
  title: "退出登录",
  question: "确定退出登录吗？已填写的内容都已保存在本机。",
  waiting: (count: number) =>
    `还有 ${count} 项内容等待发送，退出后会在下次登录时继续发送。`,
  verb: "退出登录",
} as const;

export const syncText = {
  synced: "已同步",
  waiting: (count: number) => `待发送 ${count}`,
  offline: "离线",
  offlineWaiting: (count: number) => `离线，待发送 ${count}`,
  connecting: "正在连接",
  signInAgain: "需要重新登录",
  sending: "发送中",
  paused: (count: number) => `已暂停，待发送 ${count}`,
  attention: (count: number) => `需要处理 ${count}`,
  details: "发送情况",
  counts: ({ draft, waiting, sent }: FilingCounts) =>
    `草稿 ${draft} · 待发送 ${waiting} · 已发送 ${sent}`,
  draftCount: "草稿",
  waitingCount: "待发送",
  sentCount: "已发送",
  draftSentence: (count: number) =>
    count === 0 ? "没有草稿。" : "只在本机，填好后请保存信息并上报。",
  waitingSentence: (count: number, attention: number) => {
    if (count === 0) return "没有等待发送的内容。";
    return attention === 0
      ? "都已保存在本机，按先后顺序自动发送。"
      : "都已保存在本机；需要处理的，处理后才会发送。";
  },
  sentSentence: (count: number, toSubmit: number) => {
    if (count === 0) return "还没有内容发送到服务器。";
    return toSubmit === 0
      ? "服务器已全部收到。"
      : `服务器已全部收到；其中 ${toSubmit} 项还没有上报，请在列表中上报。`;
  },
  now: "正在发送",
  nothingNow: "现在没有内容在发送。",
  purpose: {
    save: "正在发送保存的信息。",
    submission: "正在发送上报。",
    delete: "正在发送删除。",
  },
  fileOf: (nth: number, total: number) => `第 ${nth} 个文件，共 ${total} 个`,
  allFiles: (total: number) => `${total} 个文件已全部送达，等待服务器确认`,
  bytesOf: (sent: string, total: string) => `已发送 ${sent}，共 ${total}`,
  perSecond: (size: string) => `每秒 ${size}`,
  timeLeft: (wait: string) => `约剩 ${wait}`,
  progress: "发送进度",
  attentionTitle: "需要处理",
  attentionRow: (year: number, kind: string, state: string) =>
    `${year} 年度${kind}（${state}）`,
  goTo: "去处理",
  pause: "暂停",
  resume: "继续",
  pausedLine:
    "已暂停发送，内容都已保存在本机。点击“继续”后从停下的地方接着发送。",
  stillWorks:
    "没有网络时仍可以填写、暂存、保存信息和签名上报，恢复后自动发送。",
  nextTry: (time: string) => `下次自动重试：${time}`,
  tryingNow: "正在尝试连接。",
  retryNow: "立即重试",
  signInLine: "服务器需要确认身份后才能继续发送。内容都已保存在本机。",
  signInVerb: "重新登录",
} as const;
