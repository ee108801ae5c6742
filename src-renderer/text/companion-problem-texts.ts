import type { companionProblemCodes } from "../../src-shared/companion-api/companion-problem-codes.ts";
import { accountProblemTexts } from "./account-problem-texts.ts";
import { sayWhenAgain, type ProblemWording } from "./problem-wording.ts";

const askIt = "请稍后重试；仍然出现时请联系信息管理人员。";
const signAgain = "请重新点击登录或上报。";

/** What the API answers; the content stays on this machine in every one of these cases. */
export const companionProblemTexts = {
  "request-malformed": {
    sentence: "服务器没有接受发送的内容，内容仍保存在本机。",
    nextStep: "请检查程序是否为最新版本，或联系信息管理人员。",
  },
  "request-too-large": {
    sentence: "发送的内容超过服务器的限制，内容仍保存在本机。",
    nextStep: "请减小附件后再试。",
  },
  "route-unknown": {
    sentence: "服务器不认识这项操作，可能版本不一致。内容仍保存在本机。",
    nextStep: "请检查程序是否为最新版本，或联系信息管理人员。",
  },
  "not-signed-in": {
    sentence: "服务器需要重新登录。内容仍保存在本机。",
    nextStep: "请输入密码重新登录，之后会继续发送。",
  },
  "session-ended": {
    sentence: "服务器上的登录已到期。内容仍保存在本机。",
    nextStep: "请输入密码重新登录，之后会继续发送。",
  },
  "not-allowed": {
    sentence: "当前用户无权进行此操作。",
    nextStep: "请用有权限的用户登录。",
  },
  "rate-limited": {
    sentence: (facts) =>
      `操作过于频繁，服务器暂时没有接受，${sayWhenAgain(facts)}。`,
    nextStep: "到时间后重试即可，不必反复点击。",
  },
  "unexpected-error": {
    sentence: "服务器出现错误，内容仍保存在本机。",
    nextStep: askIt,
  },
  "challenge-unknown": {
    sentence: "服务器没有认可这次登录请求。",
    nextStep: signAgain,
  },
  "challenge-used": {
    sentence: "这次登录请求已经用过。",
    nextStep: signAgain,
  },
  "challenge-expired": {
    sentence: "这次登录请求已超时。",
    nextStep: signAgain,
  },
  "statement-malformed": {
    sentence: "服务器没有认可登录内容的格式。",
    nextStep: "请检查程序是否为最新版本，或联系信息管理人员。",
  },
  "statement-wrong-purpose": {
    sentence: "签名的用途不符，服务器没有接受。",
    nextStep: signAgain,
  },
  "statement-wrong-origin": {
    sentence: "签名是给另一个服务器的，这个服务器没有接受。",
    nextStep: "请联系信息管理人员检查服务器地址。",
  },
  "statement-clock-wrong": {
    sentence: "计算机的时间与服务器相差过大，服务器没有接受。",
    nextStep: "请校正计算机的日期和时间后再试。",
  },
  "statement-wrong-certificate": {
    sentence: "签名与所选证书不一致，服务器没有接受。",
    nextStep: "请重新选择证书后再试。",
  },
  "signature-malformed": {
    sentence: "服务器无法识别这个签名。",
    nextStep: askIt,
  },
  "signature-invalid": {
    sentence: "签名未通过服务器验证，没有接受。",
    nextStep:
      "请再试一次；等待发送的上报请先点击“取消发送”再重新上报。仍然出现时请联系发证机构。",
  },
  "signer-certificate-expired": {
    sentence: "服务器确认签名证书已过期。",
    nextStep: "请向发证机构办理证书更新。",
  },
  "signer-certificate-not-yet-valid": {
    sentence: "服务器确认签名证书未生效。",
    nextStep: "请在证书生效后再试。",
  },
  "signer-certificate-revoked": {
    sentence: "服务器确认签名证书已吊销。",
    nextStep: "请向发证机构重新办理证书。",
  },
  "signer-certificate-untrusted": {
    sentence: "服务器不信任签名证书的签发机构。",
    nextStep: "请使用许可证电子钥匙。",
  },
  "signer-certificate-wrong-usage": {
    sentence: "所用证书不是签名用途，服务器没有接受。",
    nextStep: "请选择签名证书。",
  },
  "signer-certificate-without-uscc": {
    sentence: "服务器在证书里没有找到统一社会信用代码。",
    nextStep: "请选择企业证书，或联系发证机构。",
  },
  "signer-certificate-unsupported": {
    sentence: "服务器不支持此证书的算法。",
    nextStep: "请选择其他证书。",
  },
  "signer-revocation-unknown": {
    sentence: "服务器暂时无法查询证书是否已吊销，没有接受。",
    nextStep: "请稍后重试。",
  },
  "signer-other-enterprise": {
    sentence: "签名证书属于其他企业，服务器没有接受。",
    nextStep: "请点击“取消发送”，再用本企业的电子钥匙重新上报。",
  },
  "signature-required": {
    sentence: "本企业已用电子钥匙办理，上报必须签名。",
    nextStep: "请用电子钥匙登录后上报。",
  },
  "credentials-wrong": {
    sentence: "账号名称或密码不正确。",
    nextStep: "请核对后重新输入。",
  },
  "filing-not-found": {
    sentence: "服务器上没有这份备案。",
    nextStep: "请返回列表查看。",
  },
  "filing-version-conflict": {
    sentence: "这份备案已在其他计算机上修改。本机的内容仍保留。",
    nextStep: "请点击“处理冲突”，核对两处内容后决定。",
  },
  "filing-transition-refused": {
    sentence: "服务器上这份备案的状态不允许此操作。本机的内容仍保留。",
    nextStep: "请刷新列表查看最新状态。",
  },
  "application-under-way": {
    sentence:
      "本企业已有一份在办申请，服务器没有接受这一份。本机的内容仍保留。",
    nextStep: "请先办完或删除在办的申请。",
  },
  "filing-content-refused": {
    sentence: "服务器检查发现内容不符合要求。本机的内容仍保留。",
    nextStep: "请修改后重新保存信息。",
  },
  "file-missing": {
    sentence: "服务器还缺少附件，没有接受上报。",
    nextStep: "请点击“重试”重新发送附件。",
  },
  "file-not-found": {
    sentence: "服务器上没有这个附件。",
    nextStep: askIt,
  },
  "file-digest-mismatch": {
    sentence: "附件在传输中出错，服务器没有接受。本机的附件不变。",
    nextStep: "请点击“重试”重新发送。",
  },
  "file-type-refused": {
    sentence: "服务器不接受这个附件的格式。",
    nextStep: "请按说明的格式更换附件。",
  },
  "file-too-large": {
    sentence: "附件超过服务器的限制。",
    nextStep: "请压缩后更换附件。",
  },
  "file-quota-exceeded": {
    sentence: "本企业在服务器上的附件空间已满。",
    nextStep: "请联系主管部门。",
  },
  "uploads-too-many": {
    sentence: "本企业有太多附件同时在上传，服务器暂时不接受新的附件。",
    nextStep: "其他附件传完后会自动继续；长时间没有进展时请联系主管部门。",
  },
  "upload-unknown": {
    sentence: "服务器上没有这次附件传输的记录。",
    nextStep: "请点击“重试”重新发送。",
  },
  "upload-offset-wrong": {
    sentence: "附件传输的位置不一致，没有写入。",
    nextStep: "请点击“重试”继续发送。",
  },
  "submission-not-found": {
    sentence: "服务器上没有这次上报的记录。",
    nextStep: "请返回列表查看状态。",
  },
  "submission-withdrawn": {
    sentence: "这次上报已经取消，服务器没有接受。",
    nextStep: "请核对内容后重新上报。",
  },
  "submission-digest-conflict": {
    sentence: "同一次上报的内容前后不一致，服务器没有接受后一份。",
    nextStep: "请返回列表查看状态，并联系信息管理人员。",
  },
  "submission-base-moved": {
    sentence:
      "签名之后这份备案在服务器上又有变化，没有接受。本机的内容仍保留。",
    nextStep: "请点击“取消发送”，核对内容后重新上报。",
  },
  "submission-stale": {
    sentence: "审核的已不是最新的上报。",
    nextStep: "请返回列表查看最新状态。",
  },
  "frozen-bytes-malformed": {
    sentence: "上报内容的格式无法识别，没有签名。",
    nextStep: "请返回列表重新上报；仍然出现时请联系信息管理人员。",
  },
  "frozen-bytes-differ": {
    sentence: "上报内容与服务器保存的内容不一致，没有接受。",
    nextStep: "请点击“取消发送”，等待同步完成后重新上报。",
  },
  "frozen-form-outdated": {
    sentence:
      "这次上报是按旧版申请表签名的，服务器没有接受。本机的内容仍保留。",
    nextStep: "请取消发送，核对后重新保存信息并上报。",
  },
  ...accountProblemTexts,
} satisfies Record<(typeof companionProblemCodes)[number], ProblemWording>;
