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
  details: "同步详情",
  allSent: "所有内容都已同步到服务器。",
  waitingDetail: (count: number) =>
    `有 ${count} 项内容等待发送，都已保存在本机。`,
  stillWorks:
    "没有网络时仍可以填写、暂存、保存信息和签名上报，恢复后自动发送。",
  nextTry: (time: string) => `下次自动重试：${time}`,
  tryingNow: "正在尝试连接。",
  retryNow: "立即重试",
  signInLine: "服务器需要确认身份后才能继续发送。内容都已保存在本机。",
  signInVerb: "重新登录",
} as const;
