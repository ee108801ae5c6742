// The one exception to "visible sentences live in src-renderer/text": these are said while there is no page to say them.
export const hostSentences = {
  cannotStart: "客户端无法启动",
  profileUnusable:
    "本机资料无法打开。已保存的草稿没有改动。请重新启动电脑后再试，仍不行时请联系管理员。",
  unsentTitle: "还有未发送的申请",
  unsentDetail: (count: number): string =>
    `还有 ${count} 份已签名的申请等待发送。内容已安全保存在本机，下次打开客户端后会继续发送。`,
  chooseDriver: "选择电子钥匙的驱动文件",
  driverFiles: "驱动文件",
  allFiles: "所有文件",
  chooseFolder: "选择备份文件夹",
  chooseImport: "选择要导入的草稿文件",
  chooseExport: "导出草稿到",
  draftFiles: "草稿文件",
  export: "导出",
  saveDiagnostics: "保存诊断文件",
  choose: "选择",
  stay: "留在客户端",
  closeAnyway: "关闭客户端",
  menu: {
    edit: {
      title: "编辑",
      undo: "撤销",
      redo: "重做",
      cut: "剪切",
      copy: "复制",
      paste: "粘贴",
      selectAll: "全选",
    },
    view: {
      title: "显示",
      zoomIn: "放大",
      zoomOut: "缩小",
      resetZoom: "原始大小",
      fullScreen: "全屏",
    },
  },
  pageLost: "页面意外停止",
  pageLostDetail:
    "页面刚刚又一次意外停止。已保存的内容没有丢失。请重新载入页面，仍不行时请关闭客户端后再打开。",
  reloadPage: "重新载入",
  filingMoved: "二手车备案状态已更新",
  movedTo: {
    draft: "备案现为暂存，请打开客户端查看。",
    "to-submit": "备案现为待上报，请打开客户端查看。",
    "under-review": "备案已上报，正在等待审核。",
    approved: "备案审核通过，请打开客户端查看有效期。",
    returned: "备案审核不通过，请打开客户端查看意见并修改。",
    expired: "备案已失效，请打开客户端重新申请。",
    void: "备案已无效，请打开客户端查看原因。",
  },
} as const;
