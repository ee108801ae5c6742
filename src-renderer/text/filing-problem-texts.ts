import type { filingProblemCodes } from "../../src-shared/filings/filing-problem-codes.ts";
import type { ProblemWording } from "./problem-wording.ts";

export const filingProblemTexts = {
  "filing-unknown": {
    sentence: "没有找到这份备案，可能已在其他计算机上删除。",
    nextStep: "请返回列表查看。",
  },
  "filing-removed": {
    sentence:
      "这份备案已在服务器上删除（例如在其他计算机上）。您的内容已保留为草稿。",
    nextStep: "请核对后重新保存信息。",
  },
  "filing-has-problems": {
    sentence: "还有内容没有填写或填写有误，没有保存为待上报。已填内容已暂存。",
    nextStep: "请按列出的问题修改后再保存信息。",
  },
  "filing-action-not-allowed": {
    sentence: "这份备案的当前状态不允许此操作。",
    nextStep: "请刷新列表查看最新状态。",
  },
  "filing-application-under-way": {
    sentence: "已有一份在办申请，不能再新增。",
    nextStep: "请先办完或删除在办的申请。",
  },
  "filing-has-working-copy": {
    sentence: "这份备案有未保存的修改，不能上报。",
    nextStep: "请先继续修改并保存信息，或放弃修改。",
  },
  "filing-uscc-locked": {
    sentence: "统一社会信用代码取自证书，不能修改。",
    nextStep: "要为其他企业办理，请用该企业的电子钥匙登录。",
  },
  "filing-amendment-too-late": {
    sentence: "备案有效期已过，不能再变更。",
    nextStep: "请新增备案申请。",
  },
  "filing-submission-queued": {
    sentence: "这份备案已签名等待发送，不能修改或删除。",
    nextStep: "需要修改时请先取消发送。",
  },
  "rescued-content-gone": {
    sentence: "这份内容已经恢复过，或已超过30天。",
    nextStep: "请在备案列表中查看最新内容。",
  },
  "filing-nothing-to-copy": {
    sentence: "还没有审核通过的备案，没有可以复制的内容。",
    nextStep: "请点击“新增”填写。",
  },
  "filing-no-conflict": {
    sentence: "这份备案现在没有需要处理的冲突。",
    nextStep: "请返回列表查看最新状态。",
  },
  "filing-cannot-carry-over": {
    sentence: "在办申请现在不能修改，草稿内容没有转入。草稿仍保存在本机。",
    nextStep: "请先处理在办申请中未保存的修改、待发送的上报或等待审核结果。",
  },
  "submission-unknown": {
    sentence: "没有找到这次上报，没有发送。",
    nextStep: "请返回列表重新上报。",
  },
  "filing-restored-unsent": {
    sentence:
      "本机数据是从备份恢复的，恢复前这项内容在等待发送，之后可能已经取消或改过，所以没有自动发送。",
    nextStep:
      "请核对内容：仍要发送请点击“确认发送”；不发送请点击“取消发送”或“撤销删除”。",
  },
  "submission-already-sent": {
    sentence: "服务器已经收到这次上报，不能取消。",
    nextStep: "请等待审核结果。",
  },
} satisfies Record<(typeof filingProblemCodes)[number], ProblemWording>;
