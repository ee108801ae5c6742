import { z } from "zod";
import { procedure } from "../bridge/procedure.ts";
import {
  captchaAnswerSchema,
  mobileTextSchema,
  passwordTextSchema,
  smsPurposeSchema,
  verificationCodeSchema,
} from "../companion-api/account-shapes.ts";
import {
  accountSignInEndpoints,
  enterpriseAccountEndpoints,
  ownAccountEndpoints,
} from "../companion-api/account-endpoints.ts";
import { sessionStateSchema } from "../session/session-procedures.ts";
import { registrationSchema } from "./registration.ts";
import { typedRegistrationSchema } from "./typed-registration.ts";

const nothing = z.strictObject({});

/** What a clerk may know about a way to sign in before anybody has. */
export const signInWaysSchema = z.strictObject({
  /** 国家政务服务平台账号登录; null: not configured at the API, or not on this machine. */
  openId: z.strictObject({ title: z.string() }).nullable(),
});
export type SignInWays = z.infer<typeof signInWaysSchema>;

/** 记住账号密码: the name; the password stays in the host, and signs in where the page gives none. */
export const rememberedAccountSchema = z.strictObject({
  accountName: z.string(),
  isPasswordKept: z.boolean(),
});

export const openIdOutcomeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("signed-in"), state: sessionStateSchema }),
  /** Known at the provider, to no account here: the clerk registers, or signs in once with the account it belongs to. */
  z.strictObject({ kind: z.literal("unbound") }),
]);
export type OpenIdOutcome = z.infer<typeof openIdOutcomeSchema>;

/** Long enough for a slow API behind a dead network. */
const networkTimeLimitMs = 60_000;

/** Anyone at the sign-in page. Problems of the API come through as they are. */
const beforeSignIn = {
  "accounts.captcha": procedure(
    "anyone",
    accountSignInEndpoints.createCaptcha.body,
    accountSignInEndpoints.createCaptcha.reply,
  ),
  "accounts.send-sms-code": procedure(
    "anyone",
    z.strictObject({
      purpose: smsPurposeSchema,
      mobile: mobileTextSchema,
      captcha: captchaAnswerSchema,
    }),
    accountSignInEndpoints.sendSmsCode.reply,
  ),
  "accounts.register": procedure(
    "anyone",
    z.strictObject({
      registration: registrationSchema,
      password: passwordTextSchema,
      smsCode: verificationCodeSchema,
      hasAgreed: z.literal(true),
      /** After an OpenID sign-in that ended `unbound`: the new account gets that identity. */
      bindsOpenId: z.boolean(),
    }),
    z.strictObject({ accountName: z.string() }),
    networkTimeLimitMs,
  ),
  /** What was typed, without secrets, survives an accidental close; kept under the system's protection. */
  "accounts.keep-registration": procedure(
    "anyone",
    z.strictObject({ typed: typedRegistrationSchema }),
    nothing,
  ),
  "accounts.kept-registration": procedure(
    "anyone",
    nothing,
    z.strictObject({ typed: typedRegistrationSchema.nullable() }),
  ),
  "accounts.forget-registration": procedure("anyone", nothing, nothing),
  "accounts.remembered": procedure(
    "anyone",
    nothing,
    z.strictObject({ remembered: rememberedAccountSchema.nullable() }),
  ),
  "accounts.forget-remembered": procedure("anyone", nothing, nothing),
  "accounts.start-recovery": procedure(
    "anyone",
    accountSignInEndpoints.startRecovery.body,
    accountSignInEndpoints.startRecovery.reply,
  ),
  "accounts.prove-recovery": procedure(
    "anyone",
    z.strictObject({
      recoveryId: z.string().max(100),
      code: verificationCodeSchema,
    }),
    accountSignInEndpoints.proveRecovery.reply,
  ),
  "accounts.finish-recovery": procedure(
    "anyone",
    accountSignInEndpoints.finishRecovery.body,
    accountSignInEndpoints.finishRecovery.reply,
    networkTimeLimitMs,
  ),
  "accounts.sign-in-ways": procedure("anyone", nothing, signInWaysSchema),
  /** Opens the system's browser and waits for the clerk there; one at a time. */
  "accounts.sign-in-with-open-id": procedure(
    "anyone",
    nothing,
    openIdOutcomeSchema,
    null,
  ),
  /** Also forgets an identity of the provider that waits to be bound. */
  "accounts.cancel-open-id": procedure("anyone", nothing, nothing),
} as const;

/** 账号管理, 修改密码, 注销账号: `not-allowed` in a key's session, `not-signed-in` where only this machine vouches. */
const ownAccount = {
  "accounts.own": procedure(
    "signed-in",
    nothing,
    ownAccountEndpoints.ownAccount.reply,
  ),
  "accounts.send-email-code": procedure(
    "signed-in",
    ownAccountEndpoints.sendEmailCode.body,
    ownAccountEndpoints.sendEmailCode.reply,
    networkTimeLimitMs,
  ),
  "accounts.change-contact": procedure(
    "signed-in",
    ownAccountEndpoints.changeContact.body,
    ownAccountEndpoints.changeContact.reply,
    networkTimeLimitMs,
  ),
  /** Of the mail given at 注册. */
  "accounts.prove-email": procedure(
    "signed-in",
    ownAccountEndpoints.proveEmail.body,
    ownAccountEndpoints.proveEmail.reply,
  ),
  "accounts.unbind-open-id": procedure("signed-in", nothing, nothing),
  "accounts.change-password": procedure(
    "signed-in",
    z.strictObject({
      currentPassword: passwordTextSchema,
      newPassword: passwordTextSchema,
    }),
    nothing,
    networkTimeLimitMs,
  ),
  /** The session ends with it; what is on this machine stays, and nobody can open it with this account any more. */
  "accounts.close": procedure(
    "signed-in",
    z.strictObject({
      password: passwordTextSchema,
      smsCode: verificationCodeSchema,
    }),
    sessionStateSchema,
    networkTimeLimitMs,
  ),
} as const;

/** With a key: the accounts of the key's own code. */
const accountsOfEnterprise = {
  "accounts.of-enterprise": procedure(
    "signed-in",
    nothing,
    enterpriseAccountEndpoints.accountsOfEnterprise.reply,
  ),
  "accounts.take-over": procedure(
    "signed-in",
    z.strictObject({
      accountId: z.uuid(),
      ...enterpriseAccountEndpoints.takeOverAccount.body.shape,
    }),
    enterpriseAccountEndpoints.takeOverAccount.reply,
    networkTimeLimitMs,
  ),
  "accounts.close-of-enterprise": procedure(
    "signed-in",
    z.strictObject({ accountId: z.uuid() }),
    nothing,
  ),
} as const;

export const accountProcedures = {
  ...beforeSignIn,
  ...ownAccount,
  ...accountsOfEnterprise,
} as const;
