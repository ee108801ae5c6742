import { randomUUID } from "node:crypto";
import { chmod, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FileType } from "../../src-shared/filings/file-lists.ts";
import { safeFileName } from "./safe-file-name.ts";

export function temporaryFolder(profileFolder: string): string {
  return join(profileFolder, "temporary");
}

/** A read-only copy for another program. Its ending is the type of its bytes: a name never decides what opens it. */
export async function writeTemporaryCopy(
  profileFolder: string,
  fileName: string,
  type: FileType,
  bytes: AsyncIterable<Uint8Array>,
): Promise<string> {
  const folder = join(temporaryFolder(profileFolder), randomUUID());
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, safeFileName(fileName, type));
  await writeFile(path, bytes, { flag: "wx", mode: 0o400 });
  return path;
}

/** On close and at the next start. A copy that another program still holds open stays until the next time. */
export async function removeTemporaryCopies(
  profileFolder: string,
): Promise<void> {
  const root = temporaryFolder(profileFolder);
  const names = await readdir(root, { recursive: true }).catch(() => []);
  for (const name of names)
    // Windows does not delete read-only files.
    await chmod(join(root, name), 0o700).catch(() => undefined);
  await rm(root, { recursive: true, force: true }).catch(() => undefined);
}
