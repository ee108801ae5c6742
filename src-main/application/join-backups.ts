import { ProblemError } from "../../src-shared/problems/problem.ts";
import { attachmentFolder } from "../attachments/attachment-folder.ts";
import { backupAttachments } from "../backups/backup-folder.ts";
import {
  createBackups,
  type BackupNeeds,
  type Backups,
} from "../backups/create-backups.ts";
import { withBackup } from "../backups/read-backup.ts";
import { readContents } from "../filings/read-contents.ts";
import { rescueFound } from "../filings/rescue-found.ts";
import type { Identities } from "../identities/create-identities.ts";
import { everyInterval } from "../session/idle-lock.ts";
import type { IdentityKey } from "../storage/identity-key.ts";
import type { SealedValues } from "./judge-sealed-values.ts";
import type { PersonDesk } from "./person-desk.ts";
import type { InnerKeeper } from "./profile-keeper.ts";
import { bringRescuedFiles } from "./salvage-contents.ts";

/** Backups of the whole profile, and the way back for the contents of whoever is signed in. */
export function joinBackups({
  profileFolder,
  identities,
  sealedValues,
  desk,
  identity,
  keeper,
  ...needs
}: Pick<
  BackupNeeds,
  | "database"
  | "databaseFile"
  | "attachmentsRoot"
  | "folder"
  | "onChanged"
  | "now"
  | "logDefect"
> & {
  readonly profileFolder: string;
  readonly identities: Pick<Identities, "isReadable" | "openable">;
  readonly sealedValues: SealedValues;
  readonly desk: PersonDesk;
  /** Null: nobody is signed in. */
  readonly identity: () => IdentityKey | null;
  readonly keeper: InnerKeeper;
}): Backups {
  return createBackups({
    ...needs,
    opens: async (database) => {
      // First of all what a backup can mend of the keys.
      if (database === needs.database) await identities.openable();
      return sealedValues.open(database);
    },
    every: everyInterval,
    identityId: () => identity()?.identityId ?? null,
    fetchContents: async (backupFolder, path) => {
      const { filings } = desk.current();
      const key = identity();
      const found =
        key === null
          ? null
          : withBackup(path, (then) => readContents(then, key));
      if (key === null || found === null)
        throw new ProblemError("backup-unreadable");
      const count = rescueFound(filings, found, {
        reason: "backup",
        leftAt: needs.now().toISOString(),
      });
      await bringRescuedFiles(backupAttachments(backupFolder), {
        database: needs.database,
        key,
        folder: attachmentFolder(profileFolder),
        filings,
        now: needs.now,
      });
      return count;
    },
    isLockedOut: async () => !(await identities.isReadable()),
    startAnew: () => keeper.startAnew(),
    restore: (backupFolder, path) => keeper.restore(backupFolder, path),
  });
}
