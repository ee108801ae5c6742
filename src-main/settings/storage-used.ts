import { readdir, stat } from "node:fs/promises";
import { join, sep } from "node:path";

export interface StorageUsed {
  readonly folder: string;
  readonly databaseBytes: number;
  readonly attachmentBytes: number;
  readonly logBytes: number;
  readonly otherBytes: number;
}

/** What this profile takes on disk, by kind. A file that goes away while it is counted counts as nothing. */
export async function measureStorage(folder: string): Promise<StorageUsed> {
  const used = {
    databaseBytes: 0,
    attachmentBytes: 0,
    logBytes: 0,
    otherBytes: 0,
  };
  for (const name of await readdir(folder, { recursive: true }))
    used[kindOf(name)] += await sizeOf(join(folder, name));
  return { folder, ...used };
}

function kindOf(name: string): keyof Omit<StorageUsed, "folder"> {
  const [first = ""] = name.split(sep);
  if (first.startsWith("client.db")) return "databaseBytes";
  if (first === "attachments") return "attachmentBytes";
  return first === "logs" ? "logBytes" : "otherBytes";
}

async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : 0;
  } catch {
    return 0;
  }
}
