import { z } from "zod";

/** Longer than any rule allows, so that the rules and not the shape say what is wrong. */
const typed = z.string().max(20_000);

export const accountTypes = [
  "person",
  "domestic-enterprise",
  "foreign-enterprise",
] as const;
/** 个人用户 / 境内企业 / 境外企业 */
export const accountTypeSchema = z.enum(accountTypes);
export type AccountType = z.infer<typeof accountTypeSchema>;

export const documentTypes = [
  "resident-id",
  "passport",
  "hong-kong-macao-permit",
  "taiwan-permit",
  "permanent-residence-permit",
] as const;
/** 证件类型: 身份证, 护照, 港澳居民来往内地通行证, 台湾居民来往大陆通行证, 外国人永久居留身份证 */
export const documentTypeSchema = z.enum(documentTypes);
export type DocumentType = z.infer<typeof documentTypeSchema>;

/** 企业类型; the manual shows the selection without its options [ours]. */
export const enterpriseTypes = [
  "有限责任公司",
  "股份有限公司",
  "国有企业",
  "集体企业",
  "私营企业",
  "港澳台商投资企业",
  "外商投资企业",
  "合伙企业",
  "个人独资企业",
  "个体工商户",
  "其他",
] as const;

const legalPersonSchema = z.strictObject({
  name: typed,
  documentType: documentTypeSchema,
  documentNumber: typed,
});

export const registeredEnterpriseSchema = z.strictObject({
  /** Null at 境外企业, as 统一社会信用代码 and address are. */
  enterpriseType: typed.nullable(),
  enterpriseName: typed,
  uscc: typed.nullable(),
  legalPerson: legalPersonSchema,
  /** GB/T 2260 codes; county "" where the city has none. */
  address: z
    .strictObject({ province: typed, city: typed, county: typed })
    .nullable(),
});
export type RegisteredEnterprise = z.infer<typeof registeredEnterpriseSchema>;

export const registeredContactSchema = z.strictObject({
  /** 个人证件信息与法定代表人证件信息一致: name and document equal those of the legal person. */
  isSameAsLegalPerson: z.boolean(),
  name: typed,
  documentType: documentTypeSchema,
  documentNumber: typed,
  validFrom: typed,
  /** Null = 长期有效 */
  validUntil: typed.nullable(),
  email: typed,
  mobile: typed,
});
export type RegisteredContact = z.infer<typeof registeredContactSchema>;

/** 注册 without its secrets: password, SMS code and agreement travel beside it. Judged by `checkRegistration`. */
export const registrationSchema = z
  .strictObject({
    accountName: typed,
    displayName: typed,
    accountType: accountTypeSchema,
    /** Null exactly at 个人用户. */
    enterprise: registeredEnterpriseSchema.nullable(),
    contact: registeredContactSchema,
  })
  .refine(hasWhatTheTypeHas);
export type Registration = z.infer<typeof registrationSchema>;

/** What does not apply to the 账号类型 is null, what applies is there; no page can send anything else. */
function hasWhatTheTypeHas(registration: {
  accountType: AccountType;
  enterprise: RegisteredEnterprise | null;
  contact: RegisteredContact;
}): boolean {
  const { accountType, enterprise, contact } = registration;
  if (accountType === "person")
    return enterprise === null && !contact.isSameAsLegalPerson;
  if (enterprise === null) return false;
  const { enterpriseType, uscc, address } = enterprise;
  const isDomestic = accountType === "domestic-enterprise";
  return [enterpriseType, uscc, address].every(
    (part) => (part !== null) === isDomestic,
  );
}
