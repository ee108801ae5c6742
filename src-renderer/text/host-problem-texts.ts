import type { bridgeProblemCodes } from "../../src-shared/bridge/bridge-problem-codes.ts";
import type { sessionProblemCodes } from "../../src-shared/session/session-problem-codes.ts";
import type { syncProblemCodes } from "../../src-shared/sync/sync-problem-codes.ts";
import type { ProblemFacts, ProblemWording } from "./problem-wording.ts";

type HostProblemCode =
  | (typeof bridgeProblemCodes)[number]
  | (typeof sessionProblemCodes)[number]
  | (typeof syncProblemCodes)[number];

/** What this program itself says: its own parts, the session, and the way to the API. */
export const hostProblemTexts = {
  "bridge-unknown-procedure": {
    sentence: "程序的两个部分版本不一致，操作没有执行。已保存的内容不受影响。",
    nextStep: "请关闭程序后重新打开；仍然出现时请联系信息管理人员重新安装。",
  },
  "bridge-bad-input": {
    sentence: "程序没有接受这次操作的内容，操作没有执行。",
    nextStep: "请检查填写的内容后再试；仍然出现时请联系信息管理人员。",
  },
  "bridge-unexpected-error": {
    sentence: "程序出现意外错误，这次操作没有完成。已保存的内容不受影响。",
    nextStep: "请再试一次；仍然出现时请重新打开程序并联系信息管理人员。",
  },
  "bridge-closed": {
    sentence: "页面与程序的连接已断开。已保存的内容不受影响。",
    nextStep: "请重新打开页面。",
  },
  "bridge-time-limit": {
    sentence: "程序长时间没有应答，不能确定操作是否完成。",
    nextStep: "请稍候刷新列表查看结果，再决定是否重试。",
  },
  "session-not-signed-in": {
    sentence: "尚未登录或登录已结束。已保存的内容不受影响。",
    nextStep: "请重新登录。",
  },
  "session-locked": {
    sentence: "页面已锁定。草稿已保存。",
    nextStep: "请在锁定页面输入密码继续。",
  },
  "session-other-person": {
    sentence: "这不是登录时使用的电子钥匙或证书。",
    nextStep: "请插回原来的电子钥匙；要换人办理，请先退出登录。",
  },
  "session-first-sign-in-needs-network": {
    sentence: "此证书或账号尚未在本机登录过，首次登录需要连接网络。",
    nextStep: "请检查网络连接后再登录；以后没有网络也可以登录填写。",
  },
  "session-nothing-to-read": {
    sentence: "证书已过期，本机没有该企业的草稿和备案可以查看，没有登录。",
    nextStep: "请向发证机构办理证书更新，更新后再登录。",
  },
  "session-certificate-of-other-enterprise": {
    sentence: "所选证书属于其他企业。",
    nextStep: "请选择本企业的证书；要为其他企业办理，请退出后重新登录。",
  },
  "session-no-signing-certificate": {
    sentence: "尚未选择签名证书。",
    nextStep: "请回到首页，在“进入应用”中选择证书。",
  },
  "session-cannot-file": {
    sentence: "个人用户和境外企业的账号没有统一社会信用代码，不能办理备案。",
    nextStep: "请退出后使用电子钥匙，或用境内企业的账号登录。",
  },
  "identity-store-unreadable": {
    sentence:
      "本机保存的草稿暂时无法打开，可能是换了系统用户或计算机。草稿没有删除。",
    nextStep:
      "有恢复码时，请输入恢复码和密码登录；没有恢复码时，请用原来的系统用户登录计算机再试；不行时点击“没有恢复码”另建一份空的数据。",
  },
  "sync-offline": {
    sentence: sayOffline,
    nextStep: "请检查网络；恢复后会自动发送，也可以点击“立即重试”。",
  },
  "sync-proxy-sign-in": {
    sentence: "代理服务器需要用户名和密码。内容都已保存在本机。",
    nextStep: "请点击“登录代理服务器”输入公司网络的用户名和密码。",
  },
  "sync-proxy-unreachable": {
    sentence: "连不上代理服务器或自动配置脚本。内容都已保存在本机。",
    nextStep: "请在“系统设置”中检查代理方式，或联系信息管理人员。",
  },
  "sync-tls-unknown-issuer": {
    sentence: "备案服务器的证书由不认识的机构签发，程序没有发送任何内容。",
    nextStep: "请联系信息管理人员在本机安装公司的根证书。",
  },
  "sync-tls-clock": {
    sentence:
      "备案服务器的证书不在有效期内，或计算机的日期不正确。程序没有发送任何内容。",
    nextStep: "请先检查计算机的日期和时间，再联系信息管理人员。",
  },
  "sync-address-missing": {
    sentence: "还没有设置备案服务器的地址。填写和保存不受影响。",
    nextStep: "请在“系统设置”中填写服务器地址，或联系信息管理人员。",
  },
  "sync-not-the-companion": {
    sentence: "当前网络返回的不是备案服务器的内容，可能需要先登录上网。",
    nextStep: "请先完成网络登录认证，再点击“立即重试”。",
  },
  "sync-plain-http-refused": {
    sentence: "备案服务器的地址没有加密，程序拒绝连接。",
    nextStep: "请联系信息管理人员改为 https 地址。",
  },
  "sync-tls-refused": {
    sentence: "备案服务器的身份无法确认，程序没有发送任何内容。",
    nextStep: "请检查计算机的日期和时间，并联系信息管理人员。",
  },
  "sync-request-too-large": {
    sentence: "网络中的某个设备不接受这么大的内容，内容仍保存在本机。",
    nextStep: "请联系信息管理人员放宽上传限制；之后会自动发送。",
  },
  "sync-reply-unreadable": {
    sentence: "备案服务器的应答不完整或无法识别，内容仍保存在本机。",
    nextStep: "请稍后重试；仍然出现时请联系信息管理人员。",
  },
  "sync-receipt-invalid": {
    sentence: "服务器返回的回执未通过验证，已签名的内容仍保存在本机。",
    nextStep: "请联系信息管理人员核实服务器，不要重复上报。",
  },
  "sync-receipt-key-changed": {
    sentence: "服务器的回执公钥与以前不同，程序没有接受这次回执。",
    nextStep: "请联系信息管理人员向主管部门核实后再继续。",
  },
  "sync-companion-forgot": {
    sentence:
      "服务器上没有这份备案的最新记录，可能刚从备份恢复。内容、附件和回执都在本机，不会自动再次上报。",
    nextStep:
      "请凭回执联系信息管理人员补回，补回后自动恢复正常；确认不能补回时，请点击“重新办理”。",
  },
} satisfies Record<HostProblemCode, ProblemWording>;

function sayOffline({ cause }: ProblemFacts): string {
  const happened = typeof cause === "string" ? offlineCauses[cause] : undefined;
  return `${happened ?? "暂时连不上备案服务器。"}填写和保存不受影响。`;
}

const offlineCauses: Readonly<Record<string, string>> = {
  "name-unknown": "找不到备案服务器，可能没有连接网络，或服务器地址有误。",
  refused: "备案服务器没有接受连接，可能正在维护。",
  "time-limit": "备案服务器长时间没有应答。",
};
