import { open } from "node:fs/promises";

/** fsync; of a folder too, as a rename is durable only with it. Windows knows no fsync of folders. */
export async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, "r+").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "EISDIR")
      return open(path, "r");
    throw error;
  });
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
