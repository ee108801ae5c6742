export const printingProblemCodes = [
  "printing-unavailable",
  "printing-failed",
  "printing-no-receipt",
] as const;
