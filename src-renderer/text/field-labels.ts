import type {
  EnterpriseCategory,
  FieldName,
  FileKind,
} from "../../src-shared/filings/filing-content.ts";

/** The official labels; the accessible names of the controls are exactly these. */
export const fieldLabels = {
  enterpriseName: "企业名称",
  provinceCode: "省",
  cityCode: "市",
  countyCode: "县",
  street: "精确到街道门牌号",
  uscc: "统一社会信用代码",
  customsCode: "海关代码",
  enterpriseNature: "企业性质",
  enterpriseCategory: "企业类别",
  legalRepresentative: "法定代表人",
  registeredCapital: "注册资本（万元）",
  businessArea: "营业面积（㎡）",
  establishedOn: "成立日期",
  employeeCount: "从业人数（人）",
  exportStaffCount: "二手车出口从业人员数量（人）",
  operatingFrom: "营业期限起",
  operatingUntil: "营业期限止",
  isOperatingLongTerm: "长期有效",
  enterpriseScale: "企业规模",
  businessScope: "企业经营范围",
  contactName: "姓名",
  contactPosition: "公司职务",
  contactMobile: "手机",
  contactEmail: "邮箱",
} as const satisfies Record<FieldName, string>;

/** Printed labels that stand over several fields. */
export const groupLabels = {
  address: "经营地址",
  operatingPeriod: "营业期限",
} as const;

export const fileLabels = {
  businessLicenceOriginal: "营业执照正本影像",
  businessLicenceDuplicate: "营业执照副本影像",
  officialSeal: "公章影像",
  enterpriseIntroduction: "企业基本情况介绍",
  businessOperations: "业务经营情况",
  threeYearPlan: "二手车出口未来三年发展计划",
  implementationPlan: "二手车出口业务实施方案",
  officialLetter: "企业公函",
  commitmentLetter: "企业承诺书",
  vehicleAnnouncementProof: "《道路车辆生产企业及产品公告》证明",
  premisesProof: "经营场所产权或使用权证明",
  appraiserQualificationProof: "二手车鉴定评估人员资质证明",
  salesCooperationProof: "境内外企业销售合作情况证明",
  financialProof: "财务状况证明",
} as const satisfies Record<FileKind, string>;

const pictureHint = "请上传 jpg、jpeg、png格式的文件,300K以内";
// Figure 1.6 shows 生产企业 only; the manual gives 流通企业's own rows no sentence.
const distributorHint =
  "请上传pdf、jpg、jpeg、png、doc、docx 格式的文件，10M以内";

/** The manual's own sentences under the file rows (figures 1.6 and 1.9), to the letter. */
export const fileHints = {
  businessLicenceOriginal: pictureHint,
  businessLicenceDuplicate: pictureHint,
  officialSeal: pictureHint,
  enterpriseIntroduction:
    "包括企业或企业投资方基本情况，请上传jpg、jpeg、png、pdf、doc、docx 格式的文件，10M以内",
  businessOperations:
    "包括汽车国内交易量、国际贸易量、经营业绩等，请上传jpg、jpeg、png、pdf、doc、docx 格式的文件，10M以内",
  threeYearPlan:
    "未来三年计划出口规模，请上传jpg、jpeg、png、pdf、doc、docx 格式的文件，10M以内",
  implementationPlan:
    "包括二手车国内采购、质量保障、境外销售、售后服务等方面，请上传jpg、jpeg、png、pdf、doc、docx 格式的文件，10M以内",
  officialLetter:
    "经企业法人签字并加盖企业公章，内容为承诺报送材料真实有效。请上传pdf 格式的文件，10M以内",
  commitmentLetter:
    "加企业公章，内容为企业近两年无违反国家法律法规行为。请上传pdf 格式的文件，10M以内",
  vehicleAnnouncementProof:
    "需说明生产企业被纳入工业和信息化部第几批《道路机动车辆生产企业及产品公告》，请上传pdf 格式的文件，10M以内",
  premisesProof: distributorHint,
  appraiserQualificationProof: distributorHint,
  salesCooperationProof: distributorHint,
  financialProof: distributorHint,
} as const satisfies Record<FileKind, string>;

export const partTitles = {
  basics: "1.基本信息",
  files: "2.企业申报材料",
  contact: "3.企业联系人",
  assessment: "4.评估结果",
} as const;

export const assessmentLabels = {
  authority: "审核机构",
  result: "评估结果",
} as const;

export const categoryLabels = {
  manufacturer: "生产企业",
  distributor: "流通企业",
} as const satisfies Record<Exclude<EnterpriseCategory, "">, string>;
