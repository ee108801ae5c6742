/** Everything that can be wrong with a key, its driver or its certificate; one sentence and one next step each. */
export const usbKeyProblemCodes = [
  "key-no-driver",
  "key-driver-32-bit",
  "key-driver-not-a-library",
  "key-driver-not-loaded",
  /** The settings call it by the name of a driver that is not in the catalogue. */
  "key-driver-name-unknown",
  "key-driver-refused",
  "key-driver-crashed",
  "key-driver-hung",
  "key-driver-error",
  /** The program that owns the driver is not the one that was installed. */
  "key-host-altered",
  "key-absent",
  "key-removed",
  "key-not-initialised",
  "key-pin-wrong",
  "key-pin-length",
  "key-new-pin-refused",
  "key-pin-change-refused",
  /** The driver or the key was lost over the change: the key may bear either PIN. */
  "key-pin-change-unanswered",
  "key-pin-final-try",
  "key-pin-locked",
  "key-pin-expired",
  "key-pin-not-set",
  "key-busy",
  "key-signature-refused",
  "key-signature-wrong",
  "key-private-key-missing",
  "key-cancelled",
  "certificate-absent",
  /** None is readable before the PIN: there may be none, or private ones. */
  "certificate-hidden",
  "certificate-changed",
  "certificate-expired",
  "certificate-not-yet-valid",
  "certificate-encryption-only",
  /** For a web server, for programs, time stamps or an authority's answers only. */
  "certificate-wrong-usage",
  "certificate-untrusted",
  /** No trust has come from the API yet, and it is being asked. */
  "certificate-trust-awaited",
  "certificate-revoked",
  "certificate-revocation-unknown",
  "certificate-without-uscc",
  /** 13 digits instead of the unified code: a key to be exchanged. */
  "certificate-with-old-code",
  "certificate-algorithm-unsupported",
  "certificate-malformed",
] as const;
