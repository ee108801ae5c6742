export const networkText = {
  line: (proxy: string) =>
    `代理服务器 ${proxy} 需要用户名和密码。内容都已保存在本机。`,
  lineRefused: (proxy: string) =>
    `代理服务器 ${proxy} 没有接受刚才的用户名或密码。内容都已保存在本机。`,
  verb: "登录代理服务器",
  title: "登录代理服务器",
  introduction:
    "请输入公司网络的用户名和密码。这不是电子钥匙的密码，只在本次运行中使用，不会保存。",
  realm: (realm: string) => `代理服务器的说明：${realm}`,
  username: "代理用户名",
  password: "代理密码",
} as const;
