export const settingsProblemCodes = [
  /** By IT, or by the command that started the client. */
  "setting-locked",
  "setting-link-not-set",
] as const;
