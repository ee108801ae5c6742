import type { usbKeyProblemCodes } from "../../src-shared/usb-key/usb-key-problem-codes.ts";
import type { ProblemWording } from "./problem-wording.ts";

export const usbKeyProblemTexts = {
  "key-no-driver": {
    sentence: "没有找到电子钥匙驱动。",
    nextStep: "请安装电子钥匙附带的驱动程序，然后重新插入电子钥匙。",
  },
  "key-driver-32-bit": {
    sentence: "驱动是 32 位，本程序无法使用。",
    nextStep: "请安装发证机构提供的 64 位驱动。",
  },
  "key-driver-not-a-library": {
    sentence: "所设置的驱动文件不是电子钥匙驱动。",
    nextStep: "请联系信息管理人员检查驱动路径。",
  },
  "key-driver-not-loaded": {
    sentence: "系统没有允许加载电子钥匙驱动。",
    nextStep: "请重新安装驱动；仍然出现时请联系信息管理人员。",
  },
  "key-driver-name-unknown": {
    sentence: "驱动设置中竖线后的文件名不是已知的驱动，没有加载。",
    nextStep: "请联系信息管理人员修改驱动设置。",
  },
  "key-driver-refused": {
    sentence: "电子钥匙驱动已加载，但没有接受本程序的请求。",
    nextStep: "请安装发证机构的最新驱动；仍然出现时请联系信息管理人员。",
  },
  "key-driver-crashed": {
    sentence: "电子钥匙驱动异常退出，程序已恢复。草稿不受影响。",
    nextStep: "请拔出电子钥匙再插入，然后重试。",
  },
  "key-driver-hung": {
    sentence: "电子钥匙驱动没有应答，本次操作已停止。草稿不受影响。",
    nextStep: "请拔出电子钥匙再插入，然后重试。",
  },
  "key-driver-error": {
    sentence: "电子钥匙驱动报告错误，操作没有完成。",
    nextStep: "请拔出电子钥匙再插入后重试；仍然出现时请重新安装驱动。",
  },
  "key-host-altered": {
    sentence: "客户端的电子钥匙程序与安装时不同，没有启动。",
    nextStep: "请联系信息管理人员重新安装客户端。",
  },
  "key-absent": {
    sentence: "没有检测到电子钥匙。",
    nextStep: "请插入电子钥匙，插入后会自动显示证书。",
  },
  "key-removed": {
    sentence: "电子钥匙已拔出。草稿已保存。",
    nextStep: "请插回原来的电子钥匙并输入密码继续。",
  },
  "key-not-initialised": {
    sentence: "这个电子钥匙尚未初始化。",
    nextStep: "请联系发证机构办理。",
  },
  "key-pin-wrong": {
    sentence: ({ wrongTries }) =>
      typeof wrongTries === "number"
        ? `密码不正确，在本机已连续输错 ${String(wrongTries)} 次。`
        : "密码不正确。",
    nextStep: "请核对后重新输入；多次错误会锁定电子钥匙。",
  },
  "key-pin-length": {
    sentence: ({ least, most }) =>
      typeof least === "number" && typeof most === "number"
        ? `密码的长度不符合这个电子钥匙的要求（${String(least)} 至 ${String(most)} 位）。没有消耗输入机会。`
        : "密码的长度不符合这个电子钥匙的要求。",
    nextStep: "请核对后重新输入。",
  },
  "key-new-pin-refused": {
    sentence: "电子钥匙没有接受新密码，密码没有改变。",
    nextStep: "请换一个更长、字母和数字都有的密码。",
  },
  "key-pin-change-refused": {
    sentence: "电子钥匙没有修改密码，原密码仍然有效。",
    nextStep: "请用驱动附带的工具修改密码。",
  },
  "key-pin-change-unanswered": {
    sentence:
      "修改时没有得到电子钥匙的答复，有效的可能是新密码，也可能是原密码。",
    nextStep:
      "请重新插入电子钥匙，先试新密码，不正确再用原密码；刚才的一次可能已计入输错次数。",
  },
  "key-pin-final-try": {
    sentence: "这是最后一次输入机会，再错一次电子钥匙将被锁定。",
    nextStep: "请确认密码无误，并在确认栏输入“我确认”。",
  },
  "key-pin-locked": {
    sentence: "电子钥匙已锁定。草稿不受影响。",
    nextStep: "请联系发证机构解锁。",
  },
  "key-pin-expired": {
    sentence: "电子钥匙的密码已过期。",
    nextStep: "请点击“修改PIN码”设置新密码后再试。",
  },
  "key-pin-not-set": {
    sentence: "电子钥匙尚未设置密码。",
    nextStep: "请用驱动附带的工具设置密码后再试。",
  },
  "key-busy": {
    sentence: "电子钥匙正被其他程序使用。",
    nextStep: "请关闭其他使用电子钥匙的程序后再试。",
  },
  "key-signature-refused": {
    sentence: "电子钥匙没有完成签名，内容没有发送。",
    nextStep: "请拔出电子钥匙再插入后重试。",
  },
  "key-signature-wrong": {
    sentence: "电子钥匙给出的签名与证书不符，内容没有发送。",
    nextStep: "请联系发证机构检查电子钥匙。",
  },
  "key-private-key-missing": {
    sentence: "电子钥匙里没有与此证书对应的私钥。",
    nextStep: "请选择其他证书，或联系发证机构。",
  },
  "key-cancelled": {
    sentence: "操作已取消，没有完成。",
    nextStep: "需要时请重新点击。",
  },
  "certificate-absent": {
    sentence: "电子钥匙里没有证书。",
    nextStep: "请联系发证机构写入证书。",
  },
  "certificate-hidden": {
    sentence: "输入密码前，在电子钥匙里读不到证书。",
    nextStep:
      "请用驱动附带的工具登录电子钥匙查看：有证书的，请发证机构设为无需密码可读；没有的，请发证机构写入。",
  },
  "certificate-changed": {
    sentence: "电子钥匙里的证书与所选证书不同，操作没有进行。",
    nextStep: "请重新选择证书。",
  },
  "certificate-expired": {
    sentence: "证书已过期。",
    nextStep: "请向发证机构办理证书更新。",
  },
  "certificate-not-yet-valid": {
    sentence: "证书未生效。",
    nextStep: "请核对计算机的日期；日期无误时请在生效日期后使用。",
  },
  "certificate-encryption-only": {
    sentence: "此证书仅加密用途，不能登录和签名。",
    nextStep: "请选择同一电子钥匙里的签名证书。",
  },
  "certificate-wrong-usage": {
    sentence: "此证书仅用于网站服务器、程序签名等，不能登录和签名。",
    nextStep: "请选择发给企业办事人员的签名证书。",
  },
  "certificate-untrusted": {
    sentence: "签发机构不受信任。",
    nextStep: "请使用许可证电子钥匙；仍有疑问时请联系主管部门。",
  },
  "certificate-trust-awaited": {
    sentence: "正在从服务器取得证书信任资料。",
    nextStep: "请稍候，取得后自动显示能否使用。",
  },
  "certificate-revoked": {
    sentence: "证书已吊销。",
    nextStep: "请向发证机构重新办理证书。",
  },
  "certificate-revocation-unknown": {
    sentence: "暂时无法查询证书是否已吊销。",
    nextStep: "请联网后重试。",
  },
  "certificate-without-uscc": {
    sentence: "证书里没有统一社会信用代码。",
    nextStep: "请选择企业证书，或联系发证机构更换。",
  },
  "certificate-with-old-code": {
    sentence: "证书里是旧的企业代码，不是18位统一社会信用代码。",
    nextStep: "请向发证机构换发电子钥匙。",
  },
  "certificate-algorithm-unsupported": {
    sentence: "本版本不支持此证书的算法。",
    nextStep: "请选择其他证书，或等待程序更新。",
  },
  "certificate-malformed": {
    sentence: "证书内容无法读取。",
    nextStep: "请联系发证机构检查电子钥匙。",
  },
} satisfies Record<(typeof usbKeyProblemCodes)[number], ProblemWording>;
