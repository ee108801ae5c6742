export const storageProblemCodes = [
  "storage-damaged",
  /** No database, though there are backups or sealed files: it was lost, and an empty one must not look like it. */
  "storage-missing",
  /** The profile was written by a newer version of the client. */
  "storage-too-new",
  "storage-disk-full",
  "storage-not-writable",
  /** Another client has this profile open. */
  "storage-in-use",
  /** The profile can be opened: nothing has to be set aside. */
  "storage-in-order",
  "backup-unknown",
  "backup-unreadable",
  /** The database is sound: nothing has to be put in its place. */
  "backup-not-needed",
] as const;
