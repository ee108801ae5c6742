import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm, type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { whenFree } from "../storage/held-file.ts";
import { syncFolder } from "../storage/sync-to-disk.ts";

/** Where the sealed files of all identities lie: `<two first hex digits>/<address>`, and what is being written in `incoming`. */
export interface AttachmentFolder {
  readonly root: string;
  readonly incoming: string;
}

export function attachmentFolder(profileFolder: string): AttachmentFolder {
  const root = join(profileFolder, "attachments");
  return { root, incoming: join(root, "incoming") };
}

export function shelfOf(folder: AttachmentFolder, address: string): string {
  return join(folder.root, address.slice(0, 2));
}

export function fileOf(folder: AttachmentFolder, address: string): string {
  return join(shelfOf(folder, address), address);
}

/** When this returns, the complete file stands under its address on the disk itself; before, nothing does. */
export async function writeDurably(
  folder: AttachmentFolder,
  address: string,
  write: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const firstMade = await mkdir(folder.incoming, {
    recursive: true,
    mode: 0o700,
  });
  const isNewRoot = firstMade !== undefined && firstMade !== folder.incoming;
  const temporary = join(folder.incoming, randomUUID());
  try {
    const file = await open(temporary, "wx", 0o600);
    try {
      await write(file);
      await file.sync();
    } finally {
      await file.close();
    }
    const isNewShelf = await mkdir(shelfOf(folder, address), {
      recursive: true,
      mode: 0o700,
    });
    await whenFree(() => rename(temporary, fileOf(folder, address)));
    await syncFolder(shelfOf(folder, address));
    if (isNewShelf !== undefined) await syncFolder(folder.root);
    if (isNewRoot) await syncFolder(dirname(folder.root));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
