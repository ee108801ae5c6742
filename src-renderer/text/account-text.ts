/** 找回账号密码 */
export const recoveryText = {
  title: "找回账号密码",
  introduction:
    "用注册的手机号码，或在账号管理中验证过的邮箱，找回登录账号并设置新密码。从旧系统转入的账号首次登录也在这里用手机号码设置密码。",
  wayTitle: "找回方式",
  ways: { mobile: "手机号码", email: "邮箱" },
  codeLabels: { mobile: "短信验证码", email: "邮件验证码" },
  start: "获取验证码",
  again: "重新获取",
  getAgain: (seconds: number) => `${seconds} 秒后可重新获取`,
  sent: {
    mobile: (address: string) =>
      `如果 ${address} 已注册，验证码已经发出，5 分钟内有效。没有收到时，请核对填写的是否为注册的手机号码。`,
    email: (address: string) =>
      `如果 ${address} 是账号中已验证的邮箱，验证码已经发出，5 分钟内有效。没有收到时，请查看垃圾邮件，或改用手机号码找回。`,
  },
  codeRequired: "请填写6位验证码",
  addressRequired: {
    mobile: "请填写正确的手机号码",
    email: "请填写正确的邮箱",
  },
  prove: "下一步",
  back: "返回登录",
  startOver: "重新填写",
  found: "找到以下账号，请核对后设置新密码。",
  chooseAccount: "选择账号",
  nothingFound: "这个手机号码或邮箱没有注册账号。",
  finish: "设置新密码",
  done: (accountName: string) =>
    `账号 ${accountName} 的新密码已设置，请用新密码登录。原来绑定的国家政务服务平台身份已解除，需要时可以重新绑定。`,
} as const;

/** 修改密码 */
export const changePasswordText = {
  title: "修改密码",
  current: "原密码",
  newPassword: "新密码",
  currentRequired: "请填写原密码",
  explanation:
    "修改后，这个账号在其他计算机上的登录会结束，需要用新密码重新登录；已绑定国家政务服务平台的，绑定也会解除。",
  verb: "修改密码",
  done: "密码已修改。其他计算机上的登录和国家政务服务平台的绑定已结束。",
} as const;

/** 账号管理 */
export const accountText = {
  title: "账号管理",
  ownTitle: "账号信息",
  enterpriseTitle: "企业信息",
  contactTitle: "账号联系人信息",
  securityTitle: "账号安全",
  createdAt: "注册时间",
  openId: "国家政务服务平台",
  openIdBound: "已绑定，可以直接登录",
  unbind: "解除绑定",
  emailProven: "已验证，可用于找回账号密码",
  emailNotProven: "未验证，不能用于找回账号密码",
  proveEmail: "验证邮箱",
  unproven:
    "账号的统一社会信用代码未经电子钥匙核验，审核人员会看到“账号未核验”。办理电子钥匙后，持有电子钥匙的人员可以接管本账号。",
  notFilled: "未填写",
  documentValidity: "证件有效期",
  sameAsLegalPerson: "与法定代表人证件信息一致",
  changeContact: "修改联系人信息",
  closeAccount: "注销账号",
  closeNote:
    "注销后不能再登录，本机的草稿不能再打开；已经上报的备案由主管部门依规定保存。",
} as const;

export const unbindText = {
  title: "解除国家政务服务平台的绑定",
  consequence:
    "解除后不能再用国家政务服务平台账号直接登录，仍可用账号和密码登录。需要时可以重新绑定。",
  verb: "解除绑定",
  done: "已解除国家政务服务平台的绑定。",
} as const;

export const proveEmailText = {
  title: "验证邮箱",
  explanation: (email: string) =>
    `验证后，忘记密码时可以用 ${email} 找回账号密码。邮箱写错时，请取消后点击“修改联系人信息”。`,
  verb: "验证",
  done: "邮箱已验证，可用于找回账号密码。",
} as const;

export const changeContactText = {
  title: "修改联系人信息",
  verb: "保存",
  changePerson: "同时修改联系人证件信息",
  numberStays: (masked: string) => `不填写则不变：${masked}`,
  password: "当前密码",
  passwordHint: "为防止他人修改，请输入这个账号的登录密码",
  passwordRequired: "请填写当前密码",
  mobileChanged: "更换手机号码需要验证新的手机号码。",
  emailChanged: "更换邮箱需要验证新的邮箱。",
  done: "联系人信息已修改。",
} as const;

export const closeAccountText = {
  title: "注销账号",
  verb: "注销账号",
  consequence:
    "注销后不可恢复：不能再用这个账号登录，本机用这个账号填写的草稿不能再打开。已经上报的备案由主管部门依规定保存。",
  draftsFirst: "还有没有上报的备案时，请先上报或删除。",
  password: "密码",
  passwordRequired: "请填写密码",
  ownMobile: "注册的手机号码",
  done: "账号已注销。",
} as const;

/** 账号管理 with a key: the accounts of the enterprise. */
export const enterpriseAccountsText = {
  title: "本企业的账号",
  explanation:
    "未办理电子钥匙时用本企业统一社会信用代码注册的账号。持有电子钥匙后可以接管或注销；这些账号办理的备案在备案列表中。",
  columns: {
    name: "登录账号",
    contact: "联系人",
    mobile: "手机号码",
    createdAt: "注册时间",
    lastSignInAt: "最近登录",
    actions: "操作",
  },
  never: "未登录过",
  nothing: "本企业没有注册账号。",
  takeOver: "接管",
  close: "注销",
  localDrafts:
    "用账号填写、还没有“保存信息”的草稿只在填写它的计算机上，接管账号后用新密码登录可以继续填写。",
} as const;

export const takeOverText = {
  title: (accountName: string) => `接管账号 ${accountName}`,
  explanation:
    "为账号设置新的密码、联系人和手机号码。原来的密码立即失效，这个账号的所有登录都会结束，原联系人的证件信息和邮箱会删除。",
  contactName: "联系人姓名",
  mobile: "手机号码",
  mobileInvalid: "应为11位中国大陆手机号码",
  verb: "接管",
  done: (accountName: string) => `已接管账号 ${accountName}。`,
} as const;

export const closeOfEnterpriseText = {
  title: (accountName: string) => `注销账号 ${accountName}`,
  verb: "注销",
  consequence:
    "注销后不可恢复，任何人都不能再用这个账号登录。它已经保存信息的备案仍在备案列表中；还在待审核的申请会退回，可以用电子钥匙修改后重新上报。还没有“保存信息”的草稿只在填写它的计算机上，注销后只能在那里离线时用原密码打开；需要继续填写这些草稿时，请改用“接管”。",
  done: (accountName: string) => `账号 ${accountName} 已注销。`,
} as const;
