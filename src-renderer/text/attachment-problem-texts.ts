import type { attachmentProblemCodes } from "../../src-shared/attachments/attachment-problem-codes.ts";
import type { ProblemWording } from "./problem-wording.ts";

export const attachmentProblemTexts = {
  "attachment-empty": {
    sentence: "这个文件是空的，没有上传。原来的附件不变。",
    nextStep: "请选择有内容的文件。",
  },
  "attachment-too-large": {
    sentence: "文件超过10M，没有上传。原来的附件不变。",
    nextStep: "请压缩到10M以内后再上传。",
  },
  "attachment-picture-too-large": {
    sentence: "图片超过300K，没有上传。原来的附件不变。",
    nextStep: "请压缩到300K以内后再上传。",
  },
  "attachment-wrong-type": {
    sentence: "文件格式不在允许的范围内，没有上传。原来的附件不变。",
    nextStep: "请按此项说明的格式选择文件。",
  },
  "attachment-renamed": {
    sentence: "文件内容与扩展名不符，没有上传。原来的附件不变。",
    nextStep: "请用原来的软件另存为允许的格式，不要只改文件名。",
  },
  "attachment-damaged": {
    sentence: "文件已损坏或不完整，没有上传。原来的附件不变。",
    nextStep: "请先在本机打开检查，再重新选择。",
  },
  "attachment-password-protected": {
    sentence: "文件设有打开密码，没有上传。原来的附件不变。",
    nextStep: "请去掉密码后再上传。",
  },
  "attachment-name-unusable": {
    sentence: "文件名无法使用，没有上传。原来的附件不变。",
    nextStep: "请改名后再选择。",
  },
  "attachment-incomplete": {
    sentence: "文件没有读完整，没有上传。原来的附件不变。",
    nextStep: "请重新选择这个文件。",
  },
  "attachment-ticket-unknown": {
    sentence: "这次传输已失效。原来的附件不变。",
    nextStep: "请再操作一次。",
  },
  "attachment-not-here": {
    sentence: ({ fileName }) =>
      `本机没有${named(fileName)}，暂时也无法从服务器取得。`,
    nextStep: "请联网后再试；仍然没有时请在表单中重新上传这个文件。",
  },
  "attachment-store-damaged": {
    sentence: ({ fileName }) =>
      `本机保存的${named(fileName)}已损坏，其他内容不受影响。`,
    nextStep: "请在表单中重新上传这个文件，或联网后再试。",
  },
  "attachment-locked": {
    sentence: "本机保存的这个文件正被另一个程序（如杀毒软件）占用。",
    nextStep: "不用处理，发送会自动继续；要打开这个文件，请稍后再试。",
  },
  "attachment-disk-full": {
    sentence: "磁盘空间不足，文件没有保存。已保存的内容不受影响。",
    nextStep: "请清理磁盘空间后再试。",
  },
} satisfies Record<(typeof attachmentProblemCodes)[number], ProblemWording>;

function named(fileName: unknown): string {
  return typeof fileName === "string" ? `附件“${fileName}”` : "这个文件";
}
