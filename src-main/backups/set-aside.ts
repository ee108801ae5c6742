import { existsSync, readdirSync } from "node:fs";
import { mkdir, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { whenFree } from "../storage/held-file.ts";

const asideFolder = "set-aside";

/** Where databases and sealed files lie that something else took the place of; nothing is ever deleted there. */
export function setAsideFolder(profileFolder: string): string {
  return join(profileFolder, asideFolder);
}

/** The databases that were set aside, the newest first. */
export function setAsideDatabases(profileFolder: string): string[] {
  const root = setAsideFolder(profileFolder);
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .sort()
    .reverse()
    .map((name) => join(root, name, "client.db"))
    .filter((path) => existsSync(path));
}

/** The same name however often a move is begun again, so that what belongs together stays together. */
export async function stampOf(mark: string): Promise<string> {
  const { mtime } = await stat(mark);
  return mtime.toISOString().replaceAll(/[-:.]/g, "");
}

/** The log before the file: a log must never meet another database than its own. */
export async function moveDatabase(
  databaseFile: string,
  folder: string,
): Promise<void> {
  for (const ending of ["-wal", "-shm", ""])
    await moveInto(folder, `${databaseFile}${ending}`, `client.db${ending}`);
}

export async function moveInto(
  folder: string,
  from: string,
  name: string,
): Promise<void> {
  if (!existsSync(from)) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await whenFree(() => rename(from, join(folder, name)));
}
