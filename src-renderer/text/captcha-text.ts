export const captchaText = {
  field: "验证码",
  picture: "验证码图片",
  another: "看不清，换一张",
  useSum: "看不到图片，改用算式",
  usePicture: "改用图片",
  anotherSum: "换一题",
  sum: (question: string) => `请计算：${question} = ？`,
  sumHint: "请填写计算结果",
  required: "请填写验证码",
  wrong: "验证码不正确或已过期，请按新的验证码填写",
  loading: "正在取验证码",
  failed: "没有取到验证码。",
  verb: "发送",
} as const;

/** A code that comes by SMS or by mail. */
export const codeText = {
  sms: {
    field: "短信验证码",
    get: "获取短信验证码",
    sent: "短信验证码已发送，5 分钟内有效。",
    expired: "短信验证码已超过 5 分钟，请重新获取。",
    required: "请填写短信验证码",
    addressFirst: "请先填写正确的手机号码",
    explanation: (mobile: string) =>
      `短信验证码将发送到 ${mobile}。请先填写验证码。`,
  },
  mail: {
    field: "邮件验证码",
    get: "获取邮件验证码",
    sent: "邮件验证码已发送，5 分钟内有效。没有收到时请查看垃圾邮件。",
    expired: "邮件验证码已超过 5 分钟，请重新获取。",
    required: "请填写邮件验证码",
    addressFirst: "请先填写正确的邮箱",
    explanation: (email: string) =>
      `邮件验证码将发送到 ${email}。请先填写验证码。`,
  },
  getAgain: (seconds: number) => `${seconds} 秒后可重新获取`,
} as const;
