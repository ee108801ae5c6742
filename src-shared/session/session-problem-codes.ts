export const sessionProblemCodes = [
  "session-not-signed-in",
  "session-locked",
  /** Another key or holder than the one this session belongs to. */
  "session-other-person",
  "session-first-sign-in-needs-network",
  "session-certificate-of-other-enterprise",
  "session-no-signing-certificate",
  "identity-store-unreadable",
] as const;
