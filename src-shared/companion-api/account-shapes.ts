import { z } from "zod";

export const accountTypes = [
  "person",
  "domestic-enterprise",
  "foreign-enterprise",
] as const;
export const accountTypeSchema = z.enum(accountTypes);
export type AccountType = z.infer<typeof accountTypeSchema>;

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
