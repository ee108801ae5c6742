export const settingsProblemCodes = [
  /** By IT, or by the command that started the client. */
  "setting-locked",
  "setting-link-not-set",
  /** Neither set by IT nor of its OpenID provider: nothing else is opened in the system's browser. */
  "link-not-listed",
] as const;
