export const attachmentText = {
  chooseFile: "选择文件",
  none: "未选择任何文件",
  attached: "已附加",
  working: "正在附加",
  cancel: "取消",
  view: "查看",
  download: "下载",
  replace: "替换",
  remove: "删除",
  refused: (fileName: string, sentence: string) => `「${fileName}」${sentence}`,
  removeTitle: "删除附件",
  removeSentence: (fileName: string) =>
    `将从申请表中删除「${fileName}」，需要时请重新选择文件。`,
  viewTitle: (fileName: string) => `查看 ${fileName}`,
  pictureOf: (fileName: string) => `${fileName} 的图片`,
  openCopyTitle: "用其他程序打开",
  openCopySentence: (fileName: string) =>
    `「${fileName}」不能在客户端内显示，将用本机的文字处理程序打开一份只读的临时副本。在副本中所做的修改不会保存，副本在关闭客户端时删除。`,
  openCopy: "打开副本",
  pictureTooLarge: (size: string) =>
    `图片超过300K（现为${size}），没有上传，原来的附件不变。请压缩后再上传，或另选一张。`,
  shrink: "压缩图片",
  shrinkTitle: (fileName: string) => `压缩图片 ${fileName}`,
  shrinking: (size: string, attempts: number) =>
    `正在压缩，原图${size}，已比较 ${attempts} 种清晰度。`,
  shrinkProgress: "压缩进度",
  shrinkSafe: "可随时取消，原来的附件不变。",
  shrunk: (before: string, after: string) =>
    `已由${before}压缩到${after}，还没有附加。`,
  before: "原图",
  after: "压缩后",
  frameOf: (name: string) => `${name}的画面`,
  pixels: (width: number, height: number) => `${width} × ${height} 像素`,
  fullSize: "按实际大小对照",
  lookBeforeUse: "使用前请核对文字和印章是否清楚。电脑里的原文件不会改变。",
  useShrunk: "使用压缩后的图片",
  tooDetailed: (longEdge: number) =>
    `这张图片缩小到长边${longEdge}像素仍超过300K，再压缩文字会看不清。没有上传，原来的附件不变。`,
  tooDetailedNext:
    "请裁去四周多余的部分，或在光线均匀处重新拍摄、扫描后再选择。",
  tooLarge: (size: string) =>
    `文件超过10M（现为${size}），没有上传，原来的附件不变。请压缩后再上传。`,
  dropTitle: "把多份文件一起拖到这里，或点击选择",
  dropHint: "也可以复制文件后按 Ctrl+V 粘贴；随后逐份指定对应的材料",
  chooseMany: "选择多份文件",
  assignTitle: "指定每份文件对应的材料",
  assignColumns: { file: "文件", size: "大小", row: "对应材料" },
  assignTo: (fileName: string) => `${fileName} 的对应材料`,
  assignNothing: "不附加",
  assignReplaces: "已有文件，将被替换",
  assignShrink: (size: string) =>
    `图片超过300K（现为${size}），附加时可在该项中压缩`,
  assignTwice: "同一项材料只能放一份文件",
  assign: (count: number) => `附加 ${count} 份`,
  onlyFirst: "每一项只能放一份文件，已取第一份。",
  finished: (label: string, fileName: string) => `${label}：已附加 ${fileName}`,
  dropHere: "松开鼠标，附加到此项",
} as const;
