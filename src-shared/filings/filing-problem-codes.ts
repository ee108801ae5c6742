export const filingProblemCodes = [
  "filing-unknown",
  "filing-has-problems",
  "filing-action-not-allowed",
  "filing-application-under-way",
  "filing-has-working-copy",
  "filing-uscc-locked",
  "filing-amendment-too-late",
  "filing-submission-queued",
  "submission-unknown",
  "submission-already-sent",
] as const;
