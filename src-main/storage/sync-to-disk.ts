import { open } from "node:fs/promises";

/** The bytes of a file on disk, for what was written through another handle. */
export async function syncFile(path: string): Promise<void> {
  await syncHandle(path, "r+");
}

/** Puts the names in a folder on disk. Windows has no such call and keeps its file table in a journal. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform !== "win32") await syncHandle(path, "r");
}

async function syncHandle(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
