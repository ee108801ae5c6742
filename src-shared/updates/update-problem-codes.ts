export const updateProblemCodes = [
  "update-feed-unreachable",
  "update-not-authentic",
  "update-failed",
] as const;
