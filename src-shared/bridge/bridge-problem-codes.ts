export const bridgeProblemCodes = [
  "bridge-unknown-procedure",
  "bridge-bad-input",
  "bridge-unexpected-error",
  "bridge-closed",
  "bridge-time-limit",
] as const;
