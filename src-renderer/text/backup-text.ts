export const backupText = {
  title: "本机备份",
  what: "程序在启动、退出和每小时有变化时自动备份，保留当天最近3份和之前7天各1份。备份同样加密。",
  last: (time: string) => `最近一次备份：${time}`,
  never: "还没有备份。",
  failed: (sentence: string) => `最近一次备份没有成功：${sentence}`,
  makeNow: "立即备份",
  made: "已备份。",
  madeAt: "备份时间",
  filings: { restore: "备案数量", fetch: "我的备案数量" },
  action: "操作",
  unreadable: "无法读取",
  notWhole: "（其中有内容打不开）",
  count: (count: number) => `${count} 份`,
  preview: "查看",
  previewTitle: (time: string) => `${time} 的备份`,
  none: "没有找到备份。",
  filing: "备案",
  inBackup: "备份中",
  now: "现在",
  change: "恢复后",
  notThere: "没有",
  unknown: "无法读取",
  changes: {
    same: "不变",
    older: "回到备份时的内容",
    back: "重新出现",
    gone: "不在这份备份中",
    unknown: "恢复为备份中的内容",
  },
  emptyBackup: "这份备份中没有备案。",
  restore: "用这份备份恢复",
  restoreNote:
    "恢复前，现有的数据文件会原样另存，不会删除。登录后，还能从中读出的较新内容会逐项询问是否恢复。已上报的备案以服务器为准。",
  fetch: "取出我的内容",
  fetchNote:
    "取出后，与现在不同的内容会列在“找回的内容”中，由您逐项决定是否恢复。现在的内容不变。",
  fetched: (count: number) =>
    count === 0
      ? "这份备份中没有与现在不同的内容。"
      : `已取出 ${count} 份内容，列在“找回的内容”中。`,
  damaged:
    "本机数据文件有损坏，能读出的内容照常显示。建议尽快用最近的备份恢复。",
  lookAtBackups: "查看备份",
  restoredBackupsTitle: "可用的备份",
  anewTitle: "另建一份空的数据",
  anewWhen: "没有可用的备份，或不需要原来的内容时，可以另建一份空的数据。",
  anewAsk: "另建空的数据…",
  anewVerb: "另存并新建",
  anewNote:
    "原来的数据文件、附件和备份会原样移到“set-aside”文件夹另存，不会删除，以后可由信息管理人员放回。新建的数据是空的；已上报的备案登录后从服务器取回，没有上报的草稿和附件只在另存的数据中。",
  anewForAll: "本机由其他人登录过时，他们的数据也一并另存。",
  noCode: "没有恢复码",
} as const;
