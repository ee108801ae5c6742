export const syncProblemCodes = [
  "sync-offline",
  "sync-address-missing",
  "sync-proxy-sign-in",
  "sync-proxy-unreachable",
  "sync-tls-unknown-issuer",
  "sync-tls-clock",
  "sync-not-the-companion",
  "sync-plain-http-refused",
  "sync-tls-refused",
  "sync-request-too-large",
  "sync-reply-unreadable",
  "sync-receipt-invalid",
  "sync-receipt-key-changed",
  /** The API was put back from a copy and knows less of this filing than this machine. */
  "sync-companion-forgot",
] as const;
