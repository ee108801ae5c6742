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
  loading: "正在取验证码",
  failed: "没有取到验证码。",
  title: "获取短信验证码",
  explanation: (mobile: string) =>
    `短信验证码将发送到 ${mobile}。请先填写图片中的验证码。`,
  verb: "发送",
} as const;

export const smsCodeText = {
  field: "短信验证码",
  get: "获取短信验证码",
  getAgain: (seconds: number) => `${seconds} 秒后可重新获取`,
  sent: "短信验证码已发送，5 分钟内有效。",
  expired: "短信验证码已超过 5 分钟，请重新获取。",
  mobileFirst: "请先填写正确的手机号码",
} as const;
