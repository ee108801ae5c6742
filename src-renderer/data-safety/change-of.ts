import type { BackupFiling } from "../../src-shared/backups/backup-procedures.ts";
import type { backupText } from "../text/backup-text.ts";

/** What becomes of a filing where the backup takes the place of the database. */
export function changeOf(
  { inBackup, now }: BackupFiling,
  isNowReadable: boolean,
): keyof typeof backupText.changes {
  if (!isNowReadable) return "unknown";
  const isWaitingLost = now?.isWaiting === true && inBackup?.isWaiting !== true;
  if (isWaitingLost) return "resend";
  if (inBackup === null) return "gone";
  if (now === null) return "back";
  return now.changedAt === inBackup.changedAt && now.state === inBackup.state
    ? "same"
    : "older";
}
