export const storageProblemCodes = [
  "storage-damaged",
  /** The profile was written by a newer version of the client. */
  "storage-too-new",
  "storage-disk-full",
  "storage-not-writable",
] as const;
