export const diagnosticsProblemCodes = ["diagnostics-not-saved"] as const;
