export const conflictText = {
  title: "处理冲突",
  changedHere: (theirTime: string) =>
    `这份备案在本机修改后，又在其他计算机上于 ${theirTime} 保存过。下面只列出两处不同的内容，请逐项选择要保留的一处。`,
  nothingLost:
    "选择并保存之前，两处内容都原样保留；关闭本窗口不会改变任何内容。",
  place: "项目",
  mine: (time: string) => `本机内容（${time}）`,
  theirs: (time: string) => `服务器内容（${time}）`,
  options: { mine: "本机内容", theirs: "服务器内容" },
  allMine: "全部用本机",
  allTheirs: "全部用服务器",
  changedBy: {
    here: "仅本机改过",
    there: "仅服务器改过",
    both: "两处都改过",
    unknown: "",
  },
  /** One of two files with the same name and size. */
  digest: (sha256: string) => `摘要 ${sha256.slice(0, 8)}`,
  open: (count: number) => `还有 ${count} 项没有选择。`,
  allChosen: "已全部选择，可以保存。",
  notYetRight: "已全部选择，但还不能保存，原因见下方。",
  problemsTitle: "按现在的选择，内容还不符合要求，不能保存：",
  save: "保存信息",
  cannotSave: (state: string) =>
    `服务器上的这份备案已是“${state}”，本机的修改不能再保存。可以核对后采用服务器内容；本机的修改将放弃。`,
  keepTheirs: "采用服务器内容",
  same: "两处内容已经相同，采用服务器内容即可。",
  deletedHere: (deletedAt: string, theirTime: string) =>
    `本机于 ${deletedAt} 删除了这份备案，但它在其他计算机上于 ${theirTime} 又有修改。请决定保留还是删除。`,
  deletedHereDecided: (state: string) =>
    `服务器上的这份备案已是“${state}”，不能再删除，只能保留。`,
  keepInstead: "保留备案",
  deleteAnyway: "仍然删除",
  deleteConsequence: "仍然删除后不可恢复，附件一并删除。",
  theirState: "服务器上的状态",
  later: "以后处理",
  movedAgain: "刚才服务器上又有新的修改，下面已换成最新内容，请重新核对。",
  resolvedSave: "冲突已处理，内容已保存，等待同步。",
  resolvedTheirs: "冲突已处理，已采用服务器内容。",
  resolvedDelete: "已删除，等待同步。",
} as const;
