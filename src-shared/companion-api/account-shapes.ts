import { z } from "zod";
import {
  accountTypeSchema,
  documentTypeSchema,
  registeredContactSchema,
  registeredEnterpriseSchema,
} from "../accounts/registration.ts";

/** An account as every session of it knows it; without a 统一社会信用代码 it may sign in and cannot file. */
export const knownAccountSchema = z.strictObject({
  /** Stays the same for the life of the account; a closed account's name may come back under another id. */
  id: z.uuid(),
  name: z.string(),
  displayName: z.string(),
  type: accountTypeSchema,
  uscc: z.string().nullable(),
  enterpriseName: z.string().nullable(),
});
export type KnownAccount = z.infer<typeof knownAccountSchema>;

export const accountSessionSchema = z.strictObject({
  token: z.string(),
  expiresAt: z.iso.datetime(),
  account: knownAccountSchema,
});

/** Longer than any rule allows, so that the rules and not the shape say what is wrong. */
export const passwordTextSchema = z.string().max(200);
export const accountNameTextSchema = z.string().max(200);
export const mobileTextSchema = z.string().max(50);
export const emailTextSchema = z.string().max(300);
export const personNameTextSchema = z.string().max(200);

/** Six digits, from SMS or mail. */
export const verificationCodeSchema = z.string().max(20);

/** One answer to one captcha; right or wrong, the captcha is spent. */
export const captchaAnswerSchema = z.strictObject({
  id: z.string().max(100),
  answer: z.string().max(50),
});
export type CaptchaAnswer = z.infer<typeof captchaAnswerSchema>;

export const smsPurposeSchema = z.enum([
  "register",
  "change-mobile",
  "close-account",
  "take-over",
]);
export type SmsPurpose = z.infer<typeof smsPurposeSchema>;

export const sentCodeSchema = z.strictObject({
  expiresAt: z.iso.datetime(),
  nextAllowedAt: z.iso.datetime(),
});

const maskedDocument = {
  name: z.string(),
  documentType: documentTypeSchema,
  /** For example 1101***********24; empty where it can no longer be read. */
  maskedDocumentNumber: z.string(),
};

/** 账号管理: what the account says of itself; numbers of documents never leave in full. */
export const ownAccountSchema = z.strictObject({
  account: knownAccountSchema,
  /** Null at 个人用户. */
  enterprise: z
    .strictObject({
      ...registeredEnterpriseSchema.pick({
        enterpriseType: true,
        enterpriseName: true,
        uscc: true,
        address: true,
      }).shape,
      /** Null: taken over from the earlier system, which did not tell. */
      legalPerson: z.strictObject(maskedDocument).nullable(),
    })
    .nullable(),
  contact: z.strictObject({
    email: z.string(),
    /** By a code; only then 找回账号密码 goes by it. */
    isEmailProven: z.boolean(),
    mobile: z.string(),
    /** Null: taken over from the earlier system, which did not tell. */
    person: z
      .strictObject({
        ...maskedDocument,
        isSameAsLegalPerson: z.boolean(),
        /** "" where only the name is known: of an account that a key's holder took over. */
        validFrom: z.string(),
        validUntil: z.string().nullable(),
      })
      .nullable(),
  }),
  createdAt: z.iso.datetime(),
  isBoundToOpenId: z.boolean(),
});
export type OwnAccount = z.infer<typeof ownAccountSchema>;

/** As at 注册; a number that stays as it was is null, because the page only knows it masked. */
export const changedContactSchema = registeredContactSchema.extend({
  documentNumber: registeredContactSchema.shape.documentNumber.nullable(),
});
export type ChangedContact = z.infer<typeof changedContactSchema>;
