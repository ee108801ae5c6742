import {
  registrationPlaces,
  type RegistrationPlace,
  type RegistrationProblem,
  type RegistrationProblemCode,
  type RegistrationWarningCode,
} from "../../src-shared/accounts/registration-rules.ts";
import type {
  AccountType,
  DocumentType,
} from "../../src-shared/accounts/registration.ts";
import type { Problem } from "../../src-shared/problems/problem.ts";

/** The manual's figure 2.2 in its own words, where it has any. */
export const registrationText = {
  title: "商务部业务系统统一平台用户注册",
  introduction: "请您在下方填写账号注册信息，如果您已有统一平台账号，请点击",
  backToSignIn: "这里",
  introductionEnd: "登录。",
  accountPart: "账号信息",
  accountPartNote: "请输入您的账号信息",
  typePart: "请选择您的账号类型",
  enterprisePart: "请输入您的企业基本信息",
  contactPart: "账号联系人信息",
  contactPartNote:
    "您所补充的信息将用于密码找回，请务必填写正确、有效的手机号和邮箱。",
  personPartNote: "请填写您的证件、邮箱信息及真实姓名",
  mobilePartNote: "请填写并验证您的手机信息",
  sampleVerb: "样例",
  sampleTitle: "统一社会信用代码样例",
  sampleSentence:
    "统一社会信用代码印在营业执照的右上方或企业名称上方，共18位数字和大写字母。例如：",
  sampleCode: "999900001016367613",
  sampleNote: "请照营业执照逐位填写，不要填写组织机构代码或注册号。",
  sameAsLegalPerson: "个人证件信息与法定代表人证件信息一致",
  sameAsLegalPersonNote:
    "勾选后个人证件信息按照法人证件信息自动带入，不可调整。如需修改请取消勾选。",
  longTerm: "长期有效",
  openCalendar: (label: string) => `打开日历：${label}`,
  agreement: "我已阅读并同意",
  agreementName: "《商务部业务系统统一平台用户注册协议》",
  verb: "注册",
  close: "关闭",
  choose: "请选择",
  noOptions: "没有符合的选项",
  dateExample: "如 2024-02-26",
  kept: "填写的内容（不含密码）保存在本机，关闭后7天内可以继续填写。",
  restored: "已恢复上次填写的内容。出于安全，密码和短信验证码需要重新填写。",
  startAnew: "清空重填",
  startAnewQuestion: "清空后，上次填写的内容不可恢复。",
  problemCount: (count: number) =>
    `还有 ${count} 项需要填写或修改，已在各项下方说明。`,
  done: (accountName: string) =>
    `注册成功，登录账号为 ${accountName}。请输入密码和验证码登录。`,
  recoverLink: "找回账号密码",
  withoutUscc: {
    person: "个人用户没有统一社会信用代码，可以登录，不能办理二手车出口备案。",
    "foreign-enterprise":
      "境外企业没有统一社会信用代码，可以登录，不能办理二手车出口备案。",
  },
  bindsOpenId:
    "注册成功后，刚才在国家政务服务平台登录的身份将与新账号绑定，以后可以直接登录。",
} as const;

export const accountTypeLabels = {
  person: "个人用户",
  "domestic-enterprise": "境内企业",
  "foreign-enterprise": "境外企业",
} as const satisfies Record<AccountType, string>;

export const documentTypeLabels = {
  "resident-id": "身份证",
  passport: "护照",
  "hong-kong-macao-permit": "港澳居民来往内地通行证",
  "taiwan-permit": "台湾居民来往大陆通行证",
  "permanent-residence-permit": "外国人永久居留身份证",
} as const satisfies Record<DocumentType, string>;

/** The official labels; the accessible names of the controls are exactly these. */
export const registrationLabels = {
  accountName: "登录账号",
  displayName: "显示名",
  password: "密码",
  confirmedPassword: "确认密码",
  accountType: "账号类型",
  enterpriseType: "企业类型",
  enterpriseName: "企业名称",
  uscc: "统一社会信用代码",
  legalPersonDocumentType: "证件类型",
  legalPersonName: "法定代表人/负责人姓名",
  legalPersonDocumentNumber: "法定代表人/负责人证件号码",
  provinceCode: "省",
  cityCode: "市",
  countyCode: "县",
  contactName: "真实姓名",
  contactDocumentType: "证件类型",
  contactDocumentNumber: "证件号码",
  validFrom: "证件有效期开始日期",
  validUntil: "证件有效期结束日期",
  email: "邮箱",
  mobile: "手机号码",
  smsCode: "短信验证码",
  agreement: "我已阅读并同意",
} as const satisfies Record<RegistrationPlace, string>;

export const addressLabel = "企业注册地址";
export const regionPlaceholders = {
  provinceCode: "请选择省级",
  cityCode: "请选择市级",
  countyCode: "请选择县级",
} as const;

/** The manual's remarks behind the labels, and its samples. */
export const registrationHints: Partial<Record<RegistrationPlace, string>> = {
  accountName: "包含英文和数字，至少8位",
  displayName: "中文不超过20位，英文和数字不超过40位",
  password: "10-20位，须同时包含大小写字母、数字和符号，除空格",
  confirmedPassword: "两次输入的密码必须相同",
  uscc: "18位码，示例：999900001016367613",
  email:
    "示例：typt@mofcom.gov.cn。登录后在账号管理中验证，才能用于找回账号密码",
  mobile: "仅支持中国大陆手机号，示例：13901234567",
};

/** Of the one document that everybody here has the same form of. */
export const residentIdHint = "示例：110101200001011524";

type Sentence = string | ((problem: RegistrationProblem) => string);

const sentences = {
  required: "请填写",
  "too-long": ({ place, limit }) =>
    place === "displayName"
      ? "中文不能超过20位，英文和数字不能超过40位"
      : `不能超过 ${limit ?? 0} 个字`,
  "account-name-shape": "只能用英文和数字，两者都要有，至少8位",
  "display-name-characters": "只能用中文、英文、数字和常用符号",
  "enterprise-name-characters": "只能用中文、英文、数字和常用标点",
  "person-name-characters": "请按证件填写中文或拉丁字母的姓名",
  "not-in-list": "不在当前选项中，请重新选择",
  "uscc-shape": "应为18位数字和大写字母（不含 I、O、S、V、Z）",
  "id-number-shape": "应为18位：17位数字，最后一位为数字或 X",
  "document-number-shape": "应为5至20位数字和大写字母",
  "region-mismatch": "与上一级地区不符，请重新选择",
  "differs-from-legal-person": "与法定代表人证件信息不一致，请取消勾选后填写",
  "date-shape": "日期不存在或不完整，应如 2024-02-26",
  "date-in-future": "不能晚于今天",
  "ends-before-start": "应晚于证件有效期开始日期",
  "document-expired": "证件已过有效期，请填写有效的证件",
  "email-shape": "邮箱格式不正确，应如 name@example.cn",
  "mobile-shape": "应为11位中国大陆手机号码",
} as const satisfies Record<RegistrationProblemCode, Sentence>;

const ruleCodes = Object.keys(sentences) as RegistrationProblemCode[];

const chosenNotTyped: readonly RegistrationPlace[] = [
  "enterpriseType",
  "provinceCode",
  "cityCode",
  "countyCode",
];

export function sayRegistrationProblem(problem: RegistrationProblem): string {
  if (problem.code === "required" && chosenNotTyped.includes(problem.place))
    return registrationText.choose;
  const sentence: Sentence = sentences[problem.code];
  return typeof sentence === "string" ? sentence : sentence(problem);
}

/** What the API says with `registration-refused`; null where it names no rule that is known here. */
export function sayRefusedRegistration({
  code,
  facts,
}: Problem): string | null {
  const rule = ruleCodes.find((each) => each === facts?.["problem"]);
  const place = registrationPlaces.find((each) => each === facts?.["place"]);
  if (
    code !== "registration-refused" ||
    rule === undefined ||
    place === undefined
  )
    return null;
  const limit = facts?.["limit"];
  return sayRegistrationProblem({
    place,
    code: rule,
    ...(typeof limit === "number" ? { limit } : {}),
  });
}

export const registrationWarnings = {
  "uscc-check-character": "校验位与国家标准的算法不符，请核对营业执照。",
  "id-number-check": "与国家标准的算法不符，请核对证件。",
} as const satisfies Record<RegistrationWarningCode, string>;

/** Of what travels beside the registration. */
export const registrationSecretsText = {
  smsRequired: "请填写短信验证码",
  agreementRequired: "请阅读并同意用户注册协议",
} as const;
