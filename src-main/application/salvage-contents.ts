import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { adoptAttachment } from "../attachments/adopt-attachment.ts";
import type { AttachmentFolder } from "../attachments/attachment-folder.ts";
import { attachmentAddress } from "../attachments/attachment-table-store.ts";
import { isForBackup, shareAttachments } from "../backups/keep-attachments.ts";
import { setAsideDatabases } from "../backups/set-aside.ts";
import { withBackup } from "../backups/read-backup.ts";
import { filesOf } from "../filings/files-named-by.ts";
import type { FilingStore } from "../filings/filing-store.ts";
import { readContents } from "../filings/read-contents.ts";
import { rescueFound } from "../filings/rescue-found.ts";
import type { IdentityKey } from "../storage/identity-key.ts";
import type { Database } from "../storage/open-database.ts";

/**
 * After a database was restored: what its damaged predecessor still tells of this person, newer than the backup, is asked
 * about. Once per person and file; the file itself stays.
 */
export function salvageContents(place: {
  readonly profileFolder: string;
  readonly key: IdentityKey;
  readonly filings: FilingStore;
}): void {
  const { profileFolder, key, filings } = place;
  for (const path of setAsideDatabases(profileFolder)) {
    const mark = join(dirname(path), `salvaged-${key.identityId}`);
    if (existsSync(mark)) continue;
    const found = withBackup(path, (damaged) => readContents(damaged, key));
    if (found !== null)
      rescueFound(filings, found, {
        reason: "damage",
        isNewerWanted: true,
        leftAt: null,
      });
    writeFileSync(mark, "");
  }
}

interface RescuePlace {
  readonly database: Database;
  readonly key: IdentityKey;
  readonly folder: AttachmentFolder;
  readonly filings: FilingStore;
  readonly now: () => Date;
}

/** The files of rescued contents that only a backup still has. */
export async function bringRescuedFiles(
  from: string,
  place: RescuePlace,
): Promise<void> {
  const { key, folder, filings } = place;
  const addresses = filings
    .rescued()
    .flatMap(({ content }) => filesOf(content))
    .map((sha256) => attachmentAddress(key, sha256));
  await shareAttachments(addresses, {
    from,
    to: folder.root,
    asideFolder: null,
    isBetter: isForBackup,
  });
  await adoptRescuedFiles(place);
}

/** The files of rescued contents, which a restored database may not know. */
export async function adoptRescuedFiles(place: RescuePlace): Promise<void> {
  const { database, key, folder, filings, now } = place;
  for (const { content } of filings.rescued())
    for (const file of Object.values(content.files))
      if (file !== null)
        await adoptAttachment(
          database,
          key,
          folder,
          { sha256: file.sha256, size: file.size },
          now().toISOString(),
        );
}
