// The one exception to "visible sentences live in src-renderer/text": these are said while there is no page to say them.
export const hostSentences = {
  cannotStart: "客户端无法启动",
  noCompanion:
    "没有找到配套接口的地址。已保存的草稿不受影响。请联系管理员在 settings.json 中填写 companionOrigin。",
  profileUnusable:
    "本机资料无法打开。已保存的草稿没有改动。请重新启动电脑后再试，仍不行时请联系管理员。",
  unsentTitle: "还有未发送的申请",
  unsentDetail: (count: number): string =>
    `还有 ${count} 份已签名的申请等待发送。内容已安全保存在本机，下次打开客户端后会继续发送。`,
  stay: "留在客户端",
  closeAnyway: "关闭客户端",
} as const;
