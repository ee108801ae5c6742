import type {
  DiagnosticFactName,
  DiagnosticSectionName,
  DiagnosticWord,
} from "../../src-shared/diagnostics/diagnostic-names.ts";

export const diagnosticsText = {
  title: "诊断",
  introduction:
    "电子钥匙不能使用时，请把下面的内容复制后发给信息管理人员或客服。其中没有密码、证件号码和序列号。",
  madeAt: (time: string) => `检查时间 ${time}`,
  reading: "正在检查，驱动没有应答时最多需要两分钟。",
  readAgain: "重新检查",
  copy: "复制",
  copied: "已复制，可以粘贴到邮件或聊天窗口。",
  selected: "内容已选中，请按 Ctrl+C 复制。",
  copiedContent: "复制的内容",
  backToSignIn: "返回登录",
  nothing: "没有内容",
  fine: "正常",
  yes: "有",
  no: "无",
} as const;

export const diagnosticSectionTitles: Record<DiagnosticSectionName, string> = {
  "key-drivers": "电子钥匙驱动",
  "key-slots": "读卡位置",
  keys: "电子钥匙",
  certificates: "证书",
  "driver-events": "最近的驱动事件",
};

/** Where a section is empty, which is often the very thing to know. */
export const diagnosticEmptyTexts: Record<DiagnosticSectionName, string> = {
  "key-drivers": "本机没有找到已知的电子钥匙驱动。",
  "key-slots": "没有驱动报告读卡位置。",
  keys: "没有检测到电子钥匙。",
  certificates: "没有读到证书。",
  "driver-events": "启动以来没有记录。",
};

export const diagnosticFactTitles: Record<DiagnosticFactName, string> = {
  driver: "驱动",
  path: "文件位置",
  architecture: "位数",
  maker: "厂商",
  description: "说明",
  version: "版本",
  "standard-version": "PKCS#11 版本",
  state: "状态",
  slot: "序号",
  "firmware-version": "固件版本",
  "has-key": "插有钥匙",
  key: "电子钥匙",
  model: "型号",
  "pin-state": "密码状态",
  "has-pin-pad": "密码键盘",
  "certificate-count": "证书数",
  holder: "持有人",
  fingerprint: "指纹（开头）",
  issuer: "签发机构",
  "valid-from": "生效",
  "valid-until": "到期",
  algorithm: "算法",
  "key-usage": "密钥用途",
  "code-place": "企业代码所在",
  "private-key": "私钥",
  revocation: "吊销查询",
  at: "时间",
  event: "事件",
  call: "调用",
  "return-code": "返回值",
};

export const diagnosticWordTexts: Record<DiagnosticWord, string> = {
  none: "无",
  unknown: "未知",
  x64: "64 位",
  ia32: "32 位",
  arm64: "64 位 ARM",
  "other-architecture": "其他处理器",
  "not-a-library": "不是驱动文件",
  "pin-usable": "可用",
  "pin-count-low": "曾经输错",
  "pin-final-try": "只剩最后一次",
  "pin-locked": "已锁定",
  "pin-not-set": "未设置",
  "private-key-present": "有",
  "private-key-unconfirmed": "输入密码后确认",
  "not-revoked": "未吊销",
  "revocation-unknown": "暂未查询到",
  "old-code": "旧的 13 位代码",
  started: "启动",
  refused: "报告错误",
  crashed: "异常退出",
  hung: "没有应答",
  "keys-changed": "钥匙有变化",
  rested: "空闲后关闭",
};
