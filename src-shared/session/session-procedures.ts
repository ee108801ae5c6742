import { z } from "zod";
import { procedure } from "../bridge/procedure.ts";
import { accountTypeSchema } from "../accounts/registration.ts";
import {
  accountNameTextSchema,
  captchaAnswerSchema,
  passwordTextSchema,
} from "../companion-api/account-shapes.ts";

export const personSchema = z.strictObject({
  via: z.enum(["usb-key", "account"]),
  /** Null: an account without one (个人用户, 境外企业), which cannot file. */
  uscc: z.string().nullable(),
  /** Null: 个人用户. */
  enterpriseName: z.string().nullable(),
  /** Of the key, or the account's 显示名. */
  holderName: z.string(),
  /** Null: signed in with a key. */
  account: z
    .strictObject({
      name: z.string(),
      displayName: z.string(),
      type: accountTypeSchema,
    })
    .nullable(),
  certificate: z
    .strictObject({ sha256: z.string(), notAfter: z.iso.datetime() })
    .nullable(),
});
export type Person = z.infer<typeof personSchema>;

export const sessionStateSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("signed-out") }),
  z.strictObject({
    kind: z.literal("signed-in"),
    person: personSchema,
    /** SHA-256 of the certificate chosen at 进入应用; null until then. */
    signingCertificate: z.string().nullable(),
    /** False: opened by the local challenge; the API has not confirmed this session yet. */
    isConfirmedByCompanion: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal("locked"),
    person: personSchema,
    reason: z.enum(["key-removed", "idle"]),
  }),
]);
export type SessionState = z.infer<typeof sessionStateSchema>;

/** Short enough for any key, long enough for any policy; the key itself judges the PIN. */
export const pinSchema = z.string().min(1).max(64);

const keySignInSchema = z.strictObject({
  certificateId: z.string().max(500),
  /** Null where the key has its own PIN pad. */
  pin: pinSchema.nullable(),
  /** 我确认, typed by the clerk when the key says that this is the last try. */
  isFinalTryConfirmed: z.boolean(),
});

export const sessionProcedures = {
  "session.state": procedure("anyone", z.strictObject({}), sessionStateSchema),
  /**
   * After `identity-store-unreadable` with what the clerk wrote down: the key proves who is here, the code opens what this
   * machine's own protection cannot.
   */
  "session.sign-in-with-key": procedure(
    "anyone",
    keySignInSchema.extend({
      recoveryCode: z.string().max(200).nullable().default(null),
    }),
    sessionStateSchema,
    null,
  ),
  /** Goes on where a pulled key or an idle time locked; only the same certificate unlocks. */
  "session.unlock-with-key": procedure(
    "anyone",
    keySignInSchema,
    sessionStateSchema,
    null,
  ),
  "session.choose-signing-certificate": procedure(
    "signed-in",
    z.strictObject({ certificateId: z.string().max(500) }),
    sessionStateSchema,
  ),
  /** Keys or pointer were used on the page: the idle time begins anew. */
  "session.activity": procedure(
    "signed-in",
    z.strictObject({}),
    z.strictObject({}),
  ),
  "session.sign-out": procedure(
    "anyone",
    z.strictObject({}),
    sessionStateSchema,
  ),
} as const;

/** Long enough for a slow API behind a dead network, and the check on this machine after it. */
const accountTimeLimitMs = 60_000;

export const accountSessionProcedures = {
  /**
   * The API judges where it answers; else this machine opens the drafts of an account that signed in here before. Goes on
   * in place where the same account is signed in already. Problems: those of the API, `session-first-sign-in-needs-network`,
   * `account-password-wrong`, `account-waiting` (retryAfterSeconds), `account-password-not-kept`.
   */
  "session.sign-in-with-account": procedure(
    "anyone",
    z.strictObject({
      accountName: accountNameTextSchema,
      /** Null: the one that 记住账号密码 keeps for this account. */
      password: passwordTextSchema.nullable(),
      /** Null: none could be had, so only this machine is asked. */
      captcha: captchaAnswerSchema.nullable(),
      /** 记住账号密码; where not ticked, what was kept is forgotten. */
      isRemembered: z.boolean(),
      /** The identity of an OpenID sign-in that ended `unbound` is bound to this account. */
      bindsOpenId: z.boolean(),
      /** After `identity-store-unreadable`, as with a key; only the API's answer proves who is here. */
      recoveryCode: z.string().max(200).nullable().default(null),
    }),
    sessionStateSchema,
    accountTimeLimitMs,
  ),
  /** After an idle time this machine alone checks the password; with a captcha the API confirms the session again. */
  "session.unlock-with-account": procedure(
    "anyone",
    z.strictObject({
      password: passwordTextSchema,
      captcha: captchaAnswerSchema.nullable(),
    }),
    sessionStateSchema,
    accountTimeLimitMs,
  ),
} as const;

export const sessionEvents = {
  "session.changed": sessionStateSchema,
} as const;
