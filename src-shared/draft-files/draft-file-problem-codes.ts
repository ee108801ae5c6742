export const draftFileProblemCodes = [
  "draft-file-passphrase-weak",
  "draft-file-busy",
  /** The clerk cancelled, or signed out meanwhile. */
  "draft-file-cancelled",
  "draft-file-not-written",
  "draft-file-disk-full",
  "draft-file-unreadable",
  /** Chosen before signing in again: it has to be chosen anew. */
  "draft-file-gone",
  "draft-file-not-one",
  /** Written by a newer version of the client. */
  "draft-file-too-new",
  "draft-file-cut",
  "draft-file-damaged",
  "draft-file-passphrase-wrong",
  "draft-file-other-enterprise",
] as const;
