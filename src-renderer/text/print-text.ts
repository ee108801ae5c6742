/** What stands on paper only; labels and titles shared with the screen come from their own texts. */
export const printText = {
  titles: {
    application: "二手车出口备案申请表",
    amendment: "二手车出口备案变更申请表",
    receipt: "二手车出口备案上报回执",
  },
  pageBefore: "第 ",
  pageBetween: " 页 共 ",
  pageAfter: " 页",
  printedAt: (time: string) => `打印时间 ${time}`,
  filingId: "备案编号",
  state: "状态",
  kind: "申请类型",
  year: "年度",
  picturesOf: (part: string) => `${part} 影像`,
  pictureAway: "图片不在本机，暂时无法从服务器取得。",
  fileColumns: ["材料", "文件名", "大小", "SHA-256（前16位）"],
  shortDigest: (sha256: string) => sha256.slice(0, 16),
  receiptBody: (enterpriseName: string) =>
    `${enterpriseName}的下列备案申请已由备案服务器收到，特此回执。`,
  receiptSignature: "回执签名原文（JWS，ES256）",
  receiptNote:
    "本回执由备案服务器签名，打印前已由客户端重新验证。内容以电子回执为准。",
  failed: "打印内容没有取得，请返回客户端重新打印。",
} as const;
