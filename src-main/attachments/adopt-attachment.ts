import { createHash } from "node:crypto";
import type { Database } from "better-sqlite3";
import type { IdentityKey } from "../storage/identity-key.ts";
import { runDurably } from "../storage/run-durably.ts";
import { fileOf, type AttachmentFolder } from "./attachment-folder.ts";
import {
  attachmentAddress,
  createAttachmentTable,
} from "./attachment-table-store.ts";
import { readSealedFile } from "./read-sealed-file.ts";

/**
 * A row for a file that lies in the store without one, as after a database was restored from before it was attached; only
 * where every byte is the one that was named.
 */
export async function adoptAttachment(
  database: Database,
  key: IdentityKey,
  folder: AttachmentFolder,
  file: { readonly sha256: string; readonly size: number },
  at: string,
): Promise<void> {
  const table = createAttachmentTable(database, key);
  const address = attachmentAddress(key, file.sha256);
  if (table.read(address) !== null) return;
  const path = fileOf(folder, address);
  const hash = createHash("sha256");
  try {
    const { size } = file;
    for await (const piece of readSealedFile({ key, address, path, size }, 0))
      hash.update(piece);
  } catch {
    // Not here or damaged: the form says so when the file is opened.
    return;
  }
  if (hash.digest("hex") !== file.sha256) return;
  runDurably(database, () => table.put(address, { ...file, createdAt: at }));
}
