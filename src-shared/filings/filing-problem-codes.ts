export const filingProblemCodes = [
  "filing-unknown",
  /** At the API; what was typed here stays as a draft. */
  "filing-removed",
  "filing-has-problems",
  "filing-action-not-allowed",
  "filing-application-under-way",
  "filing-has-working-copy",
  "filing-uscc-locked",
  "filing-amendment-too-late",
  "filing-submission-queued",
  "filing-nothing-to-copy",
  "filing-no-conflict",
  "filing-cannot-carry-over",
  /** Taken already, or older than 30 days. */
  "rescued-content-gone",
  /** It waited to be sent when the backup was made that has been restored. */
  "filing-restored-unsent",
  "submission-unknown",
  "submission-already-sent",
] as const;
