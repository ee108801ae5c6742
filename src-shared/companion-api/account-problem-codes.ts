/** Stable `code` values about accounts; the facts stand behind each. */
export const accountProblemCodes = [
  /** The captcha is spent, the next try needs a new one. */
  "captcha-wrong",
  "captcha-expired",
  /** retryAfterSeconds */
  "code-too-soon",
  /** place (smsCode or emailCode; none at a recovery), triesLeft */
  "code-wrong",
  /** place; also for one that was never sent, is used, or had its five wrong tries. */
  "code-expired",
  "code-not-sent",
  /** way: sms or mail */
  "messages-not-configured",
  /** retryAfterSeconds */
  "account-locked",
  "account-name-taken",
  "enterprise-has-account",
  /** place and problem, as check-registration.ts names them; count */
  "registration-refused",
  /** problem, as identity/password.ts names it */
  "password-refused",
  /** The current password, of a session that stays signed in. */
  "password-wrong",
  "account-not-found",
  "account-without-enterprise",
  "recovery-ended",
  "password-sign-in-needed",
  "signature-required-for-enterprise",
  "open-id-not-configured",
  "open-id-provider-unreachable",
  /** The provider, or the person there, said no; or the answer was not one to this flow. */
  "open-id-refused",
  "open-id-flow-ended",
  "open-id-binding-ended",
  "open-id-already-bound",
] as const;
