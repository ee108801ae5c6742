export const diagnosticsProblemCodes = [
  /** Asked to save before the contents were listed. */
  "diagnostics-not-shown",
  "diagnostics-not-saved",
] as const;
