export const signInText = {
  ways: "登录方式",
  useAccount: "账号登录",
  useKey: "使用电子钥匙",
  introduction: "插入电子钥匙后会自动显示证书，输入密码即可登录。",
  verb: "登录",
  purpose: "登录",
  readingPurpose: "登录（证书已过期，只能查看）",
  chooseFirst: "请先选择证书。",
  /** The key was pulled; how far the clerk had come with it. */
  pulled: {
    chosen: {
      sentence: "所选证书的电子钥匙已拔出。",
      nextStep: "请插回这个电子钥匙，或选择其他证书。",
    },
    typed: {
      sentence: "电子钥匙已拔出，输入的密码没有使用。",
      nextStep: "请插回电子钥匙，重新输入密码登录。",
    },
    sent: {
      sentence: "电子钥匙在核对密码时拔出，没有登录。",
      nextStep: "请插回电子钥匙，核对密码后重新登录。",
    },
    proved: {
      sentence: "电子钥匙在登录签名时拔出，没有登录。",
      nextStep: "请插回电子钥匙，重新输入密码登录。",
    },
  },
  noneUsable: "以上证书都不能登录，原因和办法见“为什么不能用”。",
  diagnostics: "诊断：检查电子钥匙和驱动",
} as const;

/** 账号登录, figure 2.3 of the manual. */
export const accountWayText = {
  name: "账号名称",
  namePlaceholder: "请输入账号名称",
  nameRequired: "请输入账号名称",
  password: "密码",
  passwordPlaceholder: "请输入密码",
  passwordRequired: "请输入密码",
  passwordKept: "已记住密码，不填写即可登录",
  remember: "记住账号密码",
  verb: "登录",
  noAccount: "如果您还没有统一平台账号，",
  register: "请注册",
  offline:
    "暂时连不上服务器，不需要验证码。在本机登录过的账号可以用密码打开草稿，继续填写和暂存。",
  tryAgain: "重新连接",
  timeLeft: (seconds: number) =>
    `还需等待 ${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`,
  tryNow: "现在可以再试。",
  doNotBind: "不绑定",
  bindsOpenId:
    "请用要绑定的账号登录一次。登录后，国家政务服务平台的身份将与该账号绑定。",
} as const;

/** 国家政务服务平台账号登录; its title comes from the API. */
export const openIdText = {
  waiting:
    "登录页面已在系统浏览器中打开。请在浏览器中完成登录，本窗口会自动继续。",
  unbound: "这是该身份第一次在这里登录，还没有绑定账号。",
  unboundNote:
    "已有账号的，用账号和密码登录一次即可绑定；没有账号的，请注册新账号。不会因手机号码、邮箱或姓名相同而自动绑定。",
  register: "注册新账号",
  bind: "绑定已有账号",
} as const;

/** Beside the ways to sign in. */
export const sideText = {
  notices: "请您留意",
  guides: "用户指南",
  clientGuide: "企业端操作手册",
  keyGuide: "电子钥匙使用说明",
  drivers: "驱动下载",
  driverLink: "下载电子钥匙驱动程序",
  driverOtherwise: "请使用电子钥匙附带的安装程序，或向信息管理人员索取。",
  keyApplication: "电子钥匙申请与更新",
  keyApplicationLink: "打开办理网页",
  keyApplicationOtherwise:
    "请先向属地商务主管部门申请。办理流程可登录许可证局官网查询（企业电子钥匙申请与证书更新简明流程）。",
  phone: "客服电话",
  builtInPhone: "010-67870108",
  builtInNotices: [
    "未办理电子钥匙的企业，请注册账号后登录，可以办理二手车出口备案。",
    "未办理电子钥匙的机电类用户，账号已转入的，请点击“找回账号密码”设置密码后登录，无需重复注册。",
    "没有网络时，在本机登录过的账号和证书仍可登录，继续填写和暂存。",
    "离开时请拔出电子钥匙或退出登录，草稿已先保存。",
  ],
} as const;

export const lockText = {
  title: "页面已锁定",
  /** By what the clerk was in the middle of. */
  keyRemoved: {
    nothing: "电子钥匙已拔出。草稿已保存。请插回原来的钥匙并输入密码继续。",
    choice:
      "电子钥匙已拔出。草稿已保存，证书尚未选定。请插回原来的钥匙并输入密码，再选择证书。",
    form: "电子钥匙已拔出。草稿已保存，包括刚才输入的内容。请插回原来的钥匙并输入密码，继续填写。",
    reading:
      "电子钥匙已拔出。草稿已保存，尚未签名和发送。请插回原来的钥匙并输入密码，继续核对。",
    pin: "电子钥匙已拔出。草稿已保存，输入的密码没有使用，尚未签名。请插回原来的钥匙并输入密码，再签名。",
    signature:
      "电子钥匙在签名时拔出。草稿已保存，签名没有完成，没有发送。请插回原来的钥匙并输入密码，再重新签名。",
  },
  driverLost:
    "电子钥匙驱动停止工作，暂时看不到电子钥匙。草稿已保存。驱动恢复后请输入密码继续。",
  sending: "等待发送的内容会继续自动发送。",
  idle: "长时间没有操作，页面已锁定。草稿已保存。请输入密码继续。",
  password: "密码",
  waitingForKey: "正在等待原来的电子钥匙。",
  otherKey: "现在插入的不是登录时使用的电子钥匙。",
  purpose: "解除锁定",
  verb: "继续",
  atApi: "请输入密码和验证码，由服务器核对后继续。正在填写的内容不受影响。",
  askApi: "密码在别处改过？由服务器核对",
  who: (holder: string, enterprise: string | null) =>
    enterprise === null ? holder : `${holder} · ${enterprise}`,
} as const;

export const signInAgainText = {
  title: "重新登录",
  accountPurpose: (accountName: string) =>
    `请输入账号 ${accountName} 的密码和验证码。正在填写的内容不受影响，登录后继续。`,
  purpose: "登录（继续发送已保存的内容）",
  verb: "登录",
} as const;
