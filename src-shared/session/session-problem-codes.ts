export const sessionProblemCodes = [
  "session-not-signed-in",
  "session-locked",
  /** Another key or holder than the one this session belongs to. */
  "session-other-person",
  "session-first-sign-in-needs-network",
  /** An expired certificate, and nothing of its enterprise on this machine. */
  "session-nothing-to-read",
  "session-certificate-of-other-enterprise",
  "session-no-signing-certificate",
  /** 个人用户 and 境外企业: signed in, and without a code to file under. */
  "session-cannot-file",
  "identity-store-unreadable",
] as const;
