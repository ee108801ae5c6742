import type {
  FilingPlace,
  FilingProblem,
  FilingProblemCode,
  FilingWarningCode,
} from "../../src-shared/filings/check-filing.ts";
import type { EnterpriseCategory } from "../../src-shared/filings/filing-content.ts";
import { categoryLabels, fieldLabels, fileLabels } from "./field-labels.ts";

export const formText = {
  olderFormTitle:
    "这份申请表是用旧版申请表填写的，已转到现在的申请表。请核对：",
  olderFormFormerly: (place: string, formerly: string) =>
    `${place}（原来填写：${formerly}）`,
  olderFormEnd: "核对并保存信息后，不再提示。",
  titleNew: "录入二手车备案申请表",
  titleAmend: "变更二手车备案申请表",
  backToList: "返回列表",
  tryAgain: "重试",
  indexName: "申请表目录",
  indexOpen: (count: number) => `还有 ${count} 项`,
  indexDone: "已填好",
  choose: "请选择",
  chooseRegion: { province: "请选择省", city: "请选择市", county: "请选择县" },
  noOptions: "没有符合的选项",
  to: "至",
  fromCertificate: "取自证书，不能修改",
  fromAccount: "取自注册账号，不能修改",
  optional: "（可不选）",
  dateExample: "如 2024-02-26",
  openCalendar: (label: string) => `打开日历：${label}`,
  addCategoryFirst: "选择企业类别后，显示该类别的其余材料。",
  keptAside: (count: number, category: Exclude<EnterpriseCategory, "">) =>
    `只用于${categoryLabels[category]}的 ${count} 份材料已另行保留，没有删除，也不会上报；改回${categoryLabels[category]}后恢复。`,
  keptAsideUncategorised: (count: number) =>
    `已有 ${count} 份按企业类别区分的材料，选择企业类别后显示。`,
  opinionTitle: (authority: string) => `${authority}：审核不通过`,
  assessmentResult: "通过",
  saving: "正在保存…",
  saved: (time: string) => `已自动保存 ${time}`,
  saveFailed: (because: string) =>
    `保存失败：${because}会自动再试，请不要关闭本页。`,
  notSavedYet: "填写的内容会自动保存",
  keep: "暂存",
  save: "保存信息",
  close: "关闭",
  kept: (time: string) => `已暂存 ${time}，可以随时从列表继续填写。`,
  keptBeside: (time: string) =>
    `修改已于 ${time} 保留在本机，保存信息后才会生效。`,
  keepFailed: "没有存成功，填写的内容仍在页面上。",
  savedAndBack: "信息已保存，状态为待上报。",
  filesStillRunning: "文件还在附加，请等全部附加完成后再保存信息。",
  problemsTitle: (count: number) => `有 ${count} 项需要填写或修改`,
  warningsTitle: "请留意（不影响保存）",
  problemLink: (place: string, sentence: string) => `${place}：${sentence}`,
  closedKept: "填写的内容已自动暂存，可以随时从列表继续填写。",
  workingCopyTitle: "有未保存的修改",
  workingCopySentence: (time: string) =>
    `这份备案在 ${time} 有修改，还没有保存信息。可以继续修改，也可以放弃修改、回到已保存的内容。`,
  goOn: "继续",
  discard: "放弃",
  closeTitle: "修改还没有保存信息",
  closeSentence:
    "修改已自动保留在本机。保留修改，下次打开可以继续；放弃修改，恢复为已保存的内容，放弃的内容在“数据安全”中保留30天。",
  goOnEditing: "继续编辑",
  discardChanges: "放弃修改",
  keepChanges: "保留修改",
  unsavedTitle: "最后的内容没有存到磁盘",
  unsavedSentence:
    "现在关闭，最近填写的内容会丢失，之前已自动保存的内容不受影响。",
  closeAnyway: "仍然关闭",
  uploadsTitle: "文件还在附加",
  uploadsSentence: "现在关闭，没有附加完的文件会取消，原来的附件不变。",
} as const;

type Sentence = string | ((problem: FilingProblem) => string);

const sentences = {
  required: "请填写",
  "too-long": ({ limit }) => `不能超过 ${limit ?? 0} 个字`,
  "uscc-shape": "应为18位数字和大写字母（不含 I、O、S、V、Z）",
  "customs-code-shape": "应为10位：前6位数字，后4位数字或大写字母",
  "decimal-shape": ({ limit }) => `应为数字，小数不超过 ${limit ?? 0} 位`,
  "not-positive": "应大于 0",
  "integer-shape": "应为整数，最多9位",
  "below-one": "应至少为 1",
  "more-than-employees": "不能多于从业人数",
  "date-shape": "日期不存在或不完整，应如 2024-02-26",
  "date-in-future": "不能晚于今天",
  "ends-before-start": "应晚于营业期限起",
  "mobile-shape": "应为11位中国内地手机号码",
  "email-shape": "邮箱格式不正确，应如 name@example.cn",
  "region-mismatch": "与上一级地区不符，请重新选择",
  "not-in-list": "不在当前选项中，请重新选择",
  "file-missing": "请上传文件",
} as const satisfies Record<FilingProblemCode, Sentence>;

const chosenNotTyped: readonly FilingPlace[] = [
  "provinceCode",
  "cityCode",
  "countyCode",
  "enterpriseNature",
  "enterpriseCategory",
  "enterpriseScale",
];

export function sayFilingProblem(problem: FilingProblem): string {
  if (problem.code === "required" && chosenNotTyped.includes(problem.place))
    return formText.choose;
  const sentence: Sentence = sentences[problem.code];
  return typeof sentence === "string" ? sentence : sentence(problem);
}

export const warningSentences = {
  "uscc-check-character": "校验位与国家标准的算法不符，请核对证书。",
  "starts-before-establishment": "早于成立日期，请核对。",
} as const satisfies Record<FilingWarningCode, string>;

const places: Record<FilingPlace, string> = {
  ...fieldLabels,
  ...fileLabels,
  provinceCode: "经营地址 省",
  cityCode: "经营地址 市",
  countyCode: "经营地址 县",
  street: "经营地址 精确到街道门牌号",
};

/** What a place is called in a list of problems, away from its part of the form. */
export function placeName(place: FilingPlace): string {
  return places[place];
}
