import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import type { AttachmentFolder } from "./attachment-folder.ts";
import type { AttachmentStore } from "./attachment-store.ts";
import {
  allAttachmentAddresses,
  type AttachmentRow,
} from "./attachment-table-store.ts";

const dayMs = 24 * 60 * 60 * 1000;

/**
 * At start, before anything is attached: what a crash left half written, and files older than a day that no row
 * names. Never a row, never a file that has one. `namedElsewhere`: addresses of databases that were set aside; null where
 * one cannot be read, and then every file stays.
 */
export async function sweepAttachments(
  database: Database,
  folder: AttachmentFolder,
  now: Date,
  namedElsewhere: readonly (readonly string[] | null)[] = [],
): Promise<void> {
  await rm(folder.incoming, { recursive: true, force: true });
  const known = allAttachmentAddresses(database);
  for (const addresses of namedElsewhere) {
    if (addresses === null) return;
    for (const address of addresses) known.add(address);
  }
  for (const shelf of await namesIn(folder.root))
    for (const address of await namesIn(join(folder.root, shelf))) {
      if (known.has(address)) continue;
      const path = join(folder.root, shelf, address);
      const { mtimeMs } = await stat(path);
      if (now.getTime() - mtimeMs > dayMs) await rm(path, { force: true });
    }
}

/**
 * Files that no filing of this identity names any more: replaced, removed, or attached to a form never kept. Row and names
 * are read again before each goes, because somebody works meanwhile. `named` null: what they are cannot be told, and all stay.
 */
export async function eraseUnnamedAttachments(
  store: AttachmentStore,
  named: () => ReadonlySet<string> | null,
  now: Date,
): Promise<void> {
  const isOld = ({ createdAt }: AttachmentRow): boolean =>
    now.getTime() - Date.parse(createdAt) > dayMs;
  const namedAtFirst = named();
  for (const { sha256 } of store.list()) {
    if (namedAtFirst?.has(sha256) !== false) continue;
    const row = store.find(sha256);
    if (row !== null && isOld(row) && named()?.has(sha256) === false)
      await store.erase(sha256);
  }
}

async function namesIn(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ENOENT" || code === "ENOTDIR") return [];
    throw error;
  }
}
