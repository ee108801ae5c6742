/** What the client itself says about accounts; what the API says is in companion-api/account-problem-codes.ts. */
export const accountClientProblemCodes = [
  /** By the check on this machine; the API was not there to ask. */
  "account-password-wrong",
  /** Too many wrong passwords on this machine: retryAfterSeconds. */
  "account-waiting",
  /** No password was typed, and none is kept for this account. */
  "account-password-not-kept",
  /** The session belongs to another account. */
  "account-other",
  /** One waits in the browser already. */
  "open-id-busy",
  "open-id-cancelled",
  "open-id-time-limit",
  /** The system's browser could not be opened. */
  "open-id-browser-absent",
] as const;
