import type { storageProblemCodes } from "../../src-shared/storage/storage-problem-codes.ts";
import type { ProblemWording } from "./problem-wording.ts";

export const storageProblemTexts = {
  "storage-damaged": {
    sentence: "本机数据文件已损坏，无法读取。没有任何内容被删除。",
    nextStep:
      "请选择下面最近的一份备份恢复；没有备份时请保留数据文件，并联系信息管理人员。",
  },
  "storage-missing": {
    sentence:
      "没有找到本机原来的数据文件，备份或附件还在。没有任何内容被删除。",
    nextStep:
      "请选择下面最近的一份备份恢复；如果是移动过数据文件，请放回原处后点击“重试”。",
  },
  "storage-in-order": {
    sentence: "本机的数据文件没有问题，不能另建。现有数据没有改动。",
    nextStep: "请核对恢复码后再试，或联系信息管理人员。",
  },
  "storage-too-new": {
    sentence: "本机数据由更新版本的程序保存，当前版本无法打开。数据没有改动。",
    nextStep: "请安装最新版本后再打开。",
  },
  "storage-disk-full": {
    sentence: "磁盘空间不足，这次没有保存。已保存的内容不受影响。",
    nextStep: "请清理磁盘空间后再试。",
  },
  "storage-not-writable": {
    sentence: "本机数据文件夹无法写入，这次没有保存。已保存的内容不受影响。",
    nextStep: "请确认没有其他程序占用，或联系信息管理人员检查文件夹权限。",
  },
  "storage-in-use": {
    sentence: "本程序已经在另一个窗口或另一个用户下打开了这份数据。",
    nextStep: "请使用已经打开的窗口，或把它关闭后点击“重试”。",
  },
  "backup-unknown": {
    sentence: "没有找到这份备份。现有数据没有改动。",
    nextStep: "请重新打开本页，选择其他备份。",
  },
  "backup-unreadable": {
    sentence: "这份备份无法读取。现有数据没有改动。",
    nextStep: "请选择其他备份。",
  },
  "backup-not-needed": {
    sentence: "本机数据完好，不需要用备份替换。现有数据没有改动。",
    nextStep: "需要以前的内容时，请从备份中取出后逐项恢复。",
  },
} satisfies Record<(typeof storageProblemCodes)[number], ProblemWording>;
