import { open } from "node:fs/promises";

/** Puts the names in a folder on disk. Windows has no such call and keeps its file table in a journal. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
