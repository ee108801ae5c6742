/** Keys, certificates and their PIN, wherever they are shown. */
export const keyText = {
  title: "使用电子钥匙",
  chooseCertificate: "选择证书",
  holder: "持有人",
  uscc: "统一社会信用代码",
  validity: "有效期",
  key: "电子钥匙",
  certificate: "证书",
  purpose: "用途",
  none: "无",
  privateKeyUnconfirmed: "私钥待输入PIN后确认",
  revocationUnknown: "吊销状态暂未查询到",
  expired: "已过期，只能查看",
  otherEnterprise: {
    reason: "属于其他企业，请重新登录",
    nextStep: "要为该企业办理，请退出后用该证书重新登录。",
  },
  reading: "正在读取电子钥匙",
  whyNot: "为什么不能用",
  whyNotColumns: ["证书或驱动", "原因", "怎么办"],
  driver: (name: string) => `驱动 ${name}`,
  token: (label: string, serialNumber: string) =>
    serialNumber === "" ? `读卡器 ${label}` : `${label}（${serialNumber}）`,
  unreadable: (label: string, keyLabel: string) =>
    `无法读取的证书 ${label}（${keyLabel}）`,
  trustNever: "尚未从服务器取得证书信任资料，以上判断在联网后更准确。",
  trustFetched: (time: string) => `证书信任资料更新于 ${time}。`,
} as const;

export const pinText = {
  field: "密码",
  capsLock: "大写锁定已打开。",
  countLow: (wrongTries: number) =>
    wrongTries > 0
      ? `密码在本机已连续输错 ${wrongTries} 次。`
      : "密码曾经输错。",
  uncertain: (tries: number) =>
    `有 ${tries} 次输入没有得到电子钥匙的答复，可能已计入输错次数。`,
  checkAgain: (locksAfter: number) =>
    `请核对后再输入；连续输错 ${locksAfter} 次，电子钥匙会锁定。`,
  finalTry: "这是最后一次输入机会，再错一次电子钥匙将被锁定。",
  finalTryField: "确认继续请输入“我确认”",
  finalTryWords: "我确认",
  pinPad: "请在密码键盘上输入。点击下面的按钮后，按密码键盘的提示操作。",
  busy: "正在使用电子钥匙，请不要拔出。",
} as const;

export const changePinText = {
  title: "修改PIN码",
  purpose: "修改电子钥匙的密码",
  present: "当前密码",
  next: "新密码",
  repeated: "再次输入新密码",
  rule: (least: number, most: number) =>
    `${changePinText.length(least, most)}请不要使用生日、电话等容易猜到的数字。`,
  length: (least: number, most: number): string =>
    least === 0
      ? `新密码最多 ${most} 位。`
      : `新密码为 ${least} 至 ${most} 位。`,
  plainOnly: "请只使用半角的字母、数字和符号，不含空格。",
  same: "新密码与当前密码相同。",
  notRepeated: "两次输入的新密码不一致。",
  pinPad:
    "请在密码键盘上先输入当前密码，再输入两次新密码。点击下面的按钮后，按密码键盘的提示操作。",
  verb: "修改",
  done: "密码已修改。从现在起请使用新密码。",
} as const;

export const expiryText = {
  sentence: (days: number) =>
    days < 0
      ? "证书已过期，只能查看，不能签名上报。"
      : days === 0
        ? "证书今天到期。"
        : `证书还有 ${days} 天到期。`,
  renew: "请向发放电子钥匙的机构办理证书更新。",
} as const;

export const keyStateText = {
  details: "电子钥匙",
  reading: "正在读取",
  absent: "未插入",
  present: (holder: string) => `已插入 · ${holder}`,
  otherKey: "已插入其他电子钥匙",
  expiresIn: (days: number) => `证书 ${days} 天后到期`,
  expiresToday: "证书今天到期",
  expired: "证书已过期",
  driverProblem: "驱动异常",
} as const;
