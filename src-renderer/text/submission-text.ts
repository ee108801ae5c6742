export const submissionText = {
  title: "上报：核对将要签名的内容",
  unsignedTitle: "上报：核对将要提交的内容",
  explanation:
    "下面是将要签名并发送的全部内容，由签名原文直接显示。请逐项核对。",
  unsignedExplanation: "下面是将要发送的全部内容。请逐项核对。",
  filesTitle: "附件",
  fileCount: (count: number) => `共 ${count} 个附件`,
  frozenAt: "形成时间",
  kind: "申请类型",
  recipient: "接收服务器",
  shortDigest: "摘要",
  showDigests: "显示完整摘要",
  hideDigests: "显示简短摘要",
  wholeDigest: "全文摘要（SHA-256）",
  sign: "输入PIN并签名",
  sendUnsigned: "提交",
  pinTitle: "签署备案申请",
  pinPurpose: (enterpriseName: string) =>
    `签署 二手车出口备案申请 ${enterpriseName}`,
  pinVerb: "签名并上报",
  /** Another key than the one of the sign-in; by what the clerk was in the middle of. */
  signingKeyPulled: {
    reading: {
      sentence: "签名证书所在的电子钥匙已拔出。草稿已保存，尚未签名和发送。",
      nextStep: "请插回这个电子钥匙，继续核对。",
    },
    pin: {
      sentence:
        "签名证书所在的电子钥匙已拔出。草稿已保存，输入的密码没有使用，尚未签名。",
      nextStep: "请插回这个电子钥匙并输入密码，再签名。",
    },
    signature: {
      sentence:
        "签名证书所在的电子钥匙已拔出。草稿已保存，签名没有完成，没有发送。",
      nextStep: "请插回这个电子钥匙并输入密码，再重新签名。",
    },
  },
  accepted: "上报成功，等待审核。",
  queued: "已签名并保存在本机，正在等待发送，连上服务器后自动上报。",
  queuedUnsigned: "上报内容已保存在本机，连上服务器后自动上报。",
} as const;
