export const storageProblemCodes = [
  "storage-damaged",
  /** The profile was written by a newer version of the client. */
  "storage-too-new",
  "storage-disk-full",
  "storage-not-writable",
  /** Another client has this profile open. */
  "storage-in-use",
  "backup-unknown",
  "backup-unreadable",
  /** The database is sound: nothing has to be put in its place. */
  "backup-not-needed",
] as const;
