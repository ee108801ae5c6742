import { z } from "zod";
import {
  accountTypeSchema,
  documentTypeSchema,
  type Registration,
} from "./registration.ts";

const typed = z.string().max(20_000);

/**
 * The page 注册 as typed, "" = not filled; without password and SMS code, because it is kept over an accidental close.
 * Fields of another 账号类型 stay here when the type changes, and come back with it.
 */
export const typedRegistrationSchema = z.strictObject({
  accountName: typed,
  displayName: typed,
  accountType: accountTypeSchema,
  enterpriseType: typed,
  enterpriseName: typed,
  uscc: typed,
  legalPersonDocumentType: documentTypeSchema,
  legalPersonName: typed,
  legalPersonDocumentNumber: typed,
  provinceCode: typed,
  cityCode: typed,
  countyCode: typed,
  isSameAsLegalPerson: z.boolean(),
  contactName: typed,
  contactDocumentType: documentTypeSchema,
  contactDocumentNumber: typed,
  validFrom: typed,
  validUntil: typed,
  isLongTerm: z.boolean(),
  email: typed,
  mobile: typed,
});
export type TypedRegistration = z.infer<typeof typedRegistrationSchema>;

export const emptyRegistration: TypedRegistration = {
  accountName: "",
  displayName: "",
  accountType: "domestic-enterprise",
  enterpriseType: "",
  enterpriseName: "",
  uscc: "",
  legalPersonDocumentType: "resident-id",
  legalPersonName: "",
  legalPersonDocumentNumber: "",
  provinceCode: "",
  cityCode: "",
  countyCode: "",
  isSameAsLegalPerson: false,
  contactName: "",
  contactDocumentType: "resident-id",
  contactDocumentNumber: "",
  validFrom: "",
  validUntil: "",
  isLongTerm: false,
  email: "",
  mobile: "",
};

/** What is sent: only what applies to the 账号类型, and the legal person's document where the box says so. */
export function toRegistration(typed: TypedRegistration): Registration {
  const isPerson = typed.accountType === "person";
  const isDomestic = typed.accountType === "domestic-enterprise";
  const legalPerson = {
    name: typed.legalPersonName,
    documentType: typed.legalPersonDocumentType,
    documentNumber: typed.legalPersonDocumentNumber,
  };
  const ownDocument = {
    name: typed.contactName,
    documentType: typed.contactDocumentType,
    documentNumber: typed.contactDocumentNumber,
  };
  const isSame = !isPerson && typed.isSameAsLegalPerson;
  return {
    accountName: typed.accountName,
    displayName: typed.displayName,
    accountType: typed.accountType,
    enterprise: isPerson
      ? null
      : {
          enterpriseType: isDomestic ? typed.enterpriseType : null,
          enterpriseName: typed.enterpriseName,
          uscc: isDomestic ? typed.uscc : null,
          legalPerson,
          address: isDomestic
            ? {
                province: typed.provinceCode,
                city: typed.cityCode,
                county: typed.countyCode,
              }
            : null,
        },
    contact: {
      isSameAsLegalPerson: isSame,
      ...(isSame ? legalPerson : ownDocument),
      validFrom: typed.validFrom,
      validUntil: typed.isLongTerm ? null : typed.validUntil,
      email: typed.email,
      mobile: typed.mobile,
    },
  };
}
