import { z } from "zod";
import { registrationSchema } from "../accounts/registration.ts";
import {
  accountNameTextSchema,
  accountSessionSchema,
  captchaAnswerSchema,
  changedContactSchema,
  emailTextSchema,
  knownAccountSchema,
  mobileTextSchema,
  ownAccountSchema,
  personNameTextSchema,
  passwordTextSchema,
  sentCodeSchema,
  smsPurposeSchema,
  verificationCodeSchema,
} from "./account-shapes.ts";
import { endpoint } from "./endpoint.ts";
import { base64Schema, nothing } from "./shapes.ts";

/** Before an account session: captcha, codes, sign-in, recovery. */
export const accountSignInEndpoints = {
  createCaptcha: endpoint({
    method: "POST",
    path: "/v1/captchas",
    access: "none",
    summary: "A picture, or a sum for those who cannot see one; valid once",
    params: nothing,
    query: nothing,
    body: z.strictObject({ kind: z.enum(["picture", "arithmetic"]) }),
    reply: z.discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("picture"),
        id: z.string(),
        mediaType: z.literal("image/png"),
        base64: base64Schema(64 * 1024),
        expiresAt: z.iso.datetime(),
      }),
      z.strictObject({
        kind: z.literal("arithmetic"),
        id: z.string(),
        /** For example `17 + 5`; the answer is the number in digits. */
        question: z.string(),
        expiresAt: z.iso.datetime(),
      }),
    ]),
  }),
  sendSmsCode: endpoint({
    method: "POST",
    path: "/v1/sms-codes",
    access: "none",
    summary:
      "Send a code to a mobile; one a minute, valid five minutes and five wrong tries",
    params: nothing,
    query: nothing,
    body: z.strictObject({
      purpose: smsPurposeSchema,
      mobile: mobileTextSchema,
      captcha: captchaAnswerSchema,
    }),
    reply: sentCodeSchema,
  }),
  register: endpoint({
    method: "POST",
    path: "/v1/accounts",
    access: "none",
    summary: "注册; the mobile is proven by the code of `sendSmsCode`",
    params: nothing,
    query: nothing,
    body: z.strictObject({
      registration: registrationSchema,
      password: passwordTextSchema,
      smsCode: verificationCodeSchema,
      /** 我已阅读并同意《商务部业务系统统一平台用户注册协议》 */
      hasAgreed: z.literal(true),
      /** Of `finishOpenIdSignIn`, where the registration follows a first sign-in there. */
      bindingToken: z.string().max(100).nullable(),
    }),
    reply: z.strictObject({ accountName: z.string() }),
  }),
  signInWithAccount: endpoint({
    method: "POST",
    path: "/v1/account-sessions",
    access: "none",
    summary: "Sign in with account, password and captcha",
    params: nothing,
    query: nothing,
    body: z.strictObject({
      accountName: accountNameTextSchema,
      password: passwordTextSchema,
      captcha: captchaAnswerSchema,
    }),
    reply: accountSessionSchema,
  }),
  startRecovery: endpoint({
    method: "POST",
    path: "/v1/recoveries",
    access: "none",
    summary:
      "找回账号密码: send a code by SMS, or to a proven mail; the answer is the same where nobody has this address",
    params: nothing,
    query: nothing,
    body: z.strictObject({
      by: z.enum(["mobile", "email"]),
      address: z.string().max(300),
      captcha: captchaAnswerSchema,
    }),
    reply: z.strictObject({
      recoveryId: z.string(),
      expiresAt: z.iso.datetime(),
      nextAllowedAt: z.iso.datetime(),
    }),
  }),
  proveRecovery: endpoint({
    method: "POST",
    path: "/v1/recoveries/:recoveryId/proof",
    access: "none",
    summary: "The code that came; answers which accounts have this address",
    params: z.strictObject({ recoveryId: z.string().max(100) }),
    query: nothing,
    body: z.strictObject({ code: verificationCodeSchema }),
    reply: z.strictObject({
      /** Usually one; one mobile may belong to the accounts of several enterprises. */
      accounts: z.array(
        z.strictObject({
          accountName: z.string(),
          displayName: z.string(),
          enterpriseName: z.string().nullable(),
          /** For one new password of this account. */
          resetToken: z.string(),
        }),
      ),
      expiresAt: z.iso.datetime(),
    }),
  }),
  finishRecovery: endpoint({
    method: "POST",
    path: "/v1/recoveries/password",
    access: "none",
    summary: "A new password; all sessions of the account end",
    params: nothing,
    query: nothing,
    body: z.strictObject({
      resetToken: z.string().max(100),
      password: passwordTextSchema,
    }),
    reply: z.strictObject({ accountName: z.string() }),
  }),
} as const;

/** 国家政务服务平台账号登录: the API is the relying party, the client carries the browser's answer (RFC 8252). */
export const openIdEndpoints = {
  signInWays: endpoint({
    method: "GET",
    path: "/v1/sign-in-ways",
    access: "none",
    summary: "Which ways to sign in are configured here",
    params: nothing,
    query: nothing,
    body: nothing,
    reply: z.strictObject({
      openId: z
        .strictObject({
          title: z.string(),
          /** The only origin that the client may open in the browser for this. */
          authorizationOrigin: z.string(),
        })
        .nullable(),
    }),
  }),
  startOpenIdSignIn: endpoint({
    method: "POST",
    path: "/v1/open-id-flows",
    access: "none",
    summary: "Begin a sign-in at the OpenID provider, valid ten minutes",
    params: nothing,
    query: nothing,
    body: z.strictObject({
      /** `http://127.0.0.1:<port>/<path>` or `http://[::1]:<port>/<path>`: where the client listens. */
      redirectUri: z.string().max(200),
    }),
    reply: z.strictObject({
      authorizationUrl: z.url(),
      /** Stays in the client; whoever finishes the flow must have begun it. */
      flowSecret: z.string(),
      expiresAt: z.iso.datetime(),
    }),
  }),
  finishOpenIdSignIn: endpoint({
    method: "POST",
    path: "/v1/open-id-sessions",
    access: "none",
    summary: "What the provider answered; a session, or a token to bind with",
    params: nothing,
    query: nothing,
    body: z.strictObject({
      flowSecret: z.string().max(100),
      /** Query of the redirect as it came, without `?`. */
      callbackQuery: z.string().max(4000),
    }),
    reply: z.discriminatedUnion("kind", [
      accountSessionSchema.extend({ kind: z.literal("signed-in") }),
      z.strictObject({
        kind: z.literal("unbound"),
        /** Goes into `register`, or into `bindOpenId` right after a sign-in with account and password. */
        bindingToken: z.string(),
        expiresAt: z.iso.datetime(),
      }),
    ]),
  }),
  bindOpenId: endpoint({
    method: "POST",
    path: "/v1/account/open-id",
    access: "account",
    summary:
      "Bind the provider's identity to this account, signed in with its password less than ten minutes ago",
    params: nothing,
    query: nothing,
    body: z.strictObject({ bindingToken: z.string().max(100) }),
    reply: nothing,
  }),
  unbindOpenId: endpoint({
    method: "DELETE",
    path: "/v1/account/open-id",
    access: "account",
    summary:
      "End the binding; the provider's identity opens this account no more",
    params: nothing,
    query: nothing,
    body: nothing,
    reply: nothing,
  }),
} as const;

/** With an account session: the own account. */
export const ownAccountEndpoints = {
  renewSession: endpoint({
    method: "POST",
    path: "/v1/account-sessions/current",
    access: "account",
    summary: "Go on with this session while it is used",
    params: nothing,
    query: nothing,
    body: nothing,
    reply: z.strictObject({
      expiresAt: z.iso.datetime(),
      account: knownAccountSchema,
    }),
  }),
  ownAccount: endpoint({
    method: "GET",
    path: "/v1/account",
    access: "account",
    summary: "账号管理: what the account says of itself",
    params: nothing,
    query: nothing,
    body: nothing,
    reply: ownAccountSchema,
  }),
  sendEmailCode: endpoint({
    method: "POST",
    path: "/v1/account/email-codes",
    access: "account",
    summary:
      "Send a code to a mail address; one a minute, valid five minutes and five wrong tries",
    params: nothing,
    query: nothing,
    body: z.strictObject({
      email: emailTextSchema,
      captcha: captchaAnswerSchema,
    }),
    reply: sentCodeSchema,
  }),
  changeContact: endpoint({
    method: "PUT",
    path: "/v1/account/contact",
    access: "account",
    summary:
      "Change the contact with the current password; another mobile or mail is proven by a code to it",
    params: nothing,
    query: nothing,
    body: z.strictObject({
      contact: changedContactSchema,
      password: passwordTextSchema,
      /** Null where the mobile stays. */
      smsCode: verificationCodeSchema.nullable(),
      /** Null where the mail stays. */
      emailCode: verificationCodeSchema.nullable(),
    }),
    reply: ownAccountSchema,
  }),
  proveEmail: endpoint({
    method: "POST",
    path: "/v1/account/email-proof",
    access: "account",
    summary:
      "Prove the account's mail by the code of `sendEmailCode`, for a recovery by mail",
    params: nothing,
    query: nothing,
    body: z.strictObject({ emailCode: verificationCodeSchema }),
    reply: ownAccountSchema,
  }),
  changePassword: endpoint({
    method: "PUT",
    path: "/v1/account/password",
    access: "account",
    summary: "修改密码; every other session of the account ends",
    params: nothing,
    query: nothing,
    body: z.strictObject({
      currentPassword: passwordTextSchema,
      newPassword: passwordTextSchema,
    }),
    reply: nothing,
  }),
  closeAccount: endpoint({
    method: "POST",
    path: "/v1/account/closure",
    access: "account",
    summary: "注销账号: password and a code to the account's own mobile",
    params: nothing,
    query: nothing,
    body: z.strictObject({
      password: passwordTextSchema,
      smsCode: verificationCodeSchema,
    }),
    reply: nothing,
  }),
} as const;

/** With a key: the accounts of the key's own code. */
export const enterpriseAccountEndpoints = {
  accountsOfEnterprise: endpoint({
    method: "GET",
    path: "/v1/enterprise-accounts",
    access: "key",
    summary: "Accounts of the key's 统一社会信用代码",
    params: nothing,
    query: nothing,
    body: nothing,
    reply: z.strictObject({
      accounts: z.array(
        z.strictObject({
          id: z.uuid(),
          name: z.string(),
          displayName: z.string(),
          contactName: z.string(),
          /** For example 138****5678. */
          maskedMobile: z.string(),
          createdAt: z.iso.datetime(),
          lastSignInAt: z.iso.datetime().nullable(),
        }),
      ),
    }),
  }),
  takeOverAccount: endpoint({
    method: "POST",
    path: "/v1/enterprise-accounts/:accountId/take-over",
    access: "key",
    summary:
      "A new password, contact and mobile; all sessions of the account end",
    params: z.strictObject({ accountId: z.uuid() }),
    query: nothing,
    body: z.strictObject({
      password: passwordTextSchema,
      contactName: personNameTextSchema,
      mobile: mobileTextSchema,
      smsCode: verificationCodeSchema,
    }),
    reply: z.strictObject({ accountName: z.string() }),
  }),
  closeAccountOfEnterprise: endpoint({
    method: "DELETE",
    path: "/v1/enterprise-accounts/:accountId",
    access: "key",
    summary: "Close an account of the key's code",
    params: z.strictObject({ accountId: z.uuid() }),
    query: nothing,
    body: nothing,
    reply: nothing,
  }),
} as const;
