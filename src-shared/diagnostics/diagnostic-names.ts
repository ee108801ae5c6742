// The allow-list of diagnostics: what has no name here cannot stand in a report. A new section or fact begins with a
// line here; the types then ask for its Chinese in src-renderer/text/diagnostics-text.ts.

export const diagnosticSectionNames = [
  "key-drivers",
  "key-slots",
  "keys",
  "certificates",
  "driver-events",
] as const;
export type DiagnosticSectionName = (typeof diagnosticSectionNames)[number];

export const diagnosticFactNames = [
  "driver",
  "path",
  "architecture",
  "maker",
  "description",
  "version",
  "standard-version",
  "state",
  "slot",
  "firmware-version",
  "has-key",
  "key",
  "model",
  "pin-state",
  "has-pin-pad",
  "certificate-count",
  "holder",
  "fingerprint",
  "issuer",
  "valid-from",
  "valid-until",
  "algorithm",
  "key-usage",
  "code-place",
  "private-key",
  "revocation",
  "at",
  "event",
  "call",
  "return-code",
] as const;
export type DiagnosticFactName = (typeof diagnosticFactNames)[number];

export const diagnosticWords = [
  "none",
  "unknown",
  "x64",
  "ia32",
  "arm64",
  "other-architecture",
  "not-a-library",
  "pin-usable",
  "pin-count-low",
  "pin-final-try",
  "pin-locked",
  "pin-not-set",
  "private-key-present",
  "private-key-unconfirmed",
  "not-revoked",
  "revocation-unknown",
  "old-code",
  "started",
  "refused",
  "crashed",
  "hung",
  "keys-changed",
  "rested",
] as const;
export type DiagnosticWord = (typeof diagnosticWords)[number];
