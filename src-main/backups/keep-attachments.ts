import { randomUUID } from "node:crypto";
import { copyFile, link, mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";

/** `<two first hex digits>/<address>`, as the profile has it. */
function pathIn(root: string, address: string): string {
  return join(root, address.slice(0, 2), address);
}

/**
 * Puts each sealed file under the other root too: a second name of the same bytes where the disk can do that, else a
 * copy. Files never change once written, so sharing bytes is safe; one that is missing is left out.
 */
export async function shareAttachments(
  addresses: Iterable<string>,
  from: string,
  to: string,
): Promise<void> {
  for (const address of addresses) {
    await mkdir(join(to, address.slice(0, 2)), {
      recursive: true,
      mode: 0o700,
    });
    await shareOne(pathIn(from, address), pathIn(to, address));
  }
}

async function shareOne(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "EEXIST" || code === "ENOENT") return;
    if (code === "ENOSPC" || code === "EACCES") throw error;
    // Another disk, or a file system without links.
    const temporary = `${to}.${randomUUID()}`;
    try {
      await copyFile(from, temporary);
      await rename(temporary, to);
    } catch (failure) {
      await rm(temporary, { force: true });
      throw failure;
    }
  }
}

/** Files that no kept backup names. */
export async function dropOtherAttachments(
  root: string,
  named: ReadonlySet<string>,
): Promise<void> {
  for (const shelf of await readdir(root).catch(() => []))
    for (const address of await readdir(join(root, shelf)).catch(() => []))
      if (!named.has(address))
        await rm(join(root, shelf, address), { force: true });
}
