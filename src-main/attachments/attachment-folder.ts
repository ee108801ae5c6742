import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm, type FileHandle } from "node:fs/promises";
import { join } from "node:path";

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
  await mkdir(folder.incoming, { recursive: true, mode: 0o700 });
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
    await rename(temporary, fileOf(folder, address));
    await syncFolder(shelfOf(folder, address));
    if (isNewShelf !== undefined) await syncFolder(folder.root);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Puts the names in a folder on disk. Windows has no such call and keeps its file table in a journal. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
