export const signInText = {
  useKey: "使用电子钥匙",
  introduction: "插入电子钥匙后会自动显示证书，输入密码即可登录。",
  verb: "登录",
  purpose: "登录",
  chooseFirst: "请先选择证书。",
  noneUsable: "以上证书都不能登录，原因和办法见“为什么不能用”。",
  diagnostics: "诊断：检查电子钥匙和驱动",
  stepsTitle: "登录步骤",
  steps: [
    "安装电子钥匙附带的驱动程序。",
    "插入电子钥匙，等待显示持有人和企业名称。",
    "核对企业后输入密码，点击“登录”。",
  ],
  noticeTitle: "请您留意",
  notices: [
    "没有网络时，在本机登录过的证书仍可登录，继续填写和暂存。",
    "离开时请拔出电子钥匙，页面会立即锁定，草稿已先保存。",
    "未办理电子钥匙的企业的账号登录将在后续版本提供。",
  ],
} as const;

export const lockText = {
  title: "页面已锁定",
  keyRemoved: "电子钥匙已拔出。草稿已保存。请插回原来的钥匙并输入密码继续。",
  idle: "长时间没有操作，页面已锁定。草稿已保存。请输入密码继续。",
  waitingForKey: "正在等待原来的电子钥匙。",
  otherKey: "现在插入的不是登录时使用的电子钥匙。",
  purpose: "解除锁定",
  verb: "继续",
  who: (holder: string, enterprise: string | null) =>
    enterprise === null ? holder : `${holder} · ${enterprise}`,
} as const;

export const signInAgainText = {
  title: "重新登录",
  purpose: "登录（继续发送已保存的内容）",
  verb: "登录",
} as const;
