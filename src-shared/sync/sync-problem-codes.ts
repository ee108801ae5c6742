export const syncProblemCodes = [
  "sync-offline",
  "sync-address-missing",
  "sync-not-the-companion",
  "sync-plain-http-refused",
  "sync-tls-refused",
  "sync-proxy-sign-in",
  "sync-request-too-large",
  "sync-reply-unreadable",
  "sync-receipt-invalid",
  "sync-receipt-key-changed",
] as const;
