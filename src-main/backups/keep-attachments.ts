import { randomUUID } from "node:crypto";
import {
  copyFile,
  link,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  stat,
  type FileHandle,
} from "node:fs/promises";
import { join } from "node:path";
import { whenFree } from "../storage/held-file.ts";
import { isSystemError } from "../storage/storage-problem.ts";
import { syncFile, syncFolder } from "../storage/sync-to-disk.ts";

const comparedAtOnce = 1024 * 1024;
/** A sealed file begins with the mark of its kind and a salt of its own. */
const markBytes = 5;
const headBytes = 32;

function shelfIn(root: string, address: string): string {
  return join(root, address.slice(0, 2));
}

/** `<two first hex digits>/<address>`, as the profile has it. */
function pathIn(root: string, address: string): string {
  return join(shelfIn(root, address), address);
}

export interface Sharing {
  readonly from: string;
  readonly to: string;
  /** Where a file goes whose place another one takes; null: it is thrown away. */
  readonly asideFolder: string | null;
  /** Whether the one that is there has to make room for this one. */
  readonly isBetter: (from: string, to: string) => Promise<boolean>;
}

/**
 * Puts each sealed file under the other root too, on disk when this returns: a second name of the same bytes where the
 * disk can do that, else a copy. Files never change once written, so sharing bytes is safe; one that is missing is left out.
 */
export async function shareAttachments(
  addresses: Iterable<string>,
  sharing: Sharing,
): Promise<void> {
  const changedShelves = new Set<string>();
  for (const address of addresses) {
    const shelf = shelfIn(sharing.to, address);
    await mkdir(shelf, { recursive: true, mode: 0o700 });
    if (await shareOne(address, sharing)) changedShelves.add(shelf);
  }
  for (const shelf of changedShelves) await syncFolder(shelf);
  if (changedShelves.size > 0) await syncFolder(sharing.to);
}

async function shareOne(address: string, sharing: Sharing): Promise<boolean> {
  const from = pathIn(sharing.from, address);
  const to = pathIn(sharing.to, address);
  try {
    await link(from, to);
    return true;
  } catch (error) {
    const code = isSystemError(error) ? error.code : null;
    if (code === "ENOENT") return false;
    if (code === "ENOSPC" || code === "EACCES") throw error;
    // There already, another disk, or a file system without links: only looking tells which.
    const isThere = await stat(to).then(
      () => true,
      () => false,
    );
    if (isThere && !(await sharing.isBetter(from, to))) return false;
    await putCopy(from, to, isThere ? sharing.asideFolder : null);
    return true;
  }
}

/** The place is never empty and never half written, whatever happens meanwhile. */
async function putCopy(
  from: string,
  to: string,
  asideFolder: string | null,
): Promise<void> {
  const temporary = `${to}.${randomUUID()}`;
  try {
    await copyFile(from, temporary);
    await syncFile(temporary);
    if (asideFolder !== null) await keepAside(to, asideFolder);
    await whenFree(() => rename(temporary, to));
  } catch (failure) {
    await rm(temporary, { force: true });
    throw failure;
  }
}

async function keepAside(path: string, asideFolder: string): Promise<void> {
  await mkdir(asideFolder, { recursive: true, mode: 0o700 });
  const aside = join(asideFolder, randomUUID());
  await link(path, aside).catch(() => copyFile(path, aside));
}

/** Of one sealed file the shorter one was cut off. */
async function isLonger(from: string, to: string): Promise<boolean> {
  return (await stat(from)).size > (await stat(to)).size;
}

/** What a backup takes in the place of its own: the whole one, and the one that was attached anew after a damage. */
export async function isForBackup(from: string, to: string): Promise<boolean> {
  return (await isLonger(from, to)) || (await isRenewed(from, to));
}

/** What a restore takes in the place of the profile's: the other one, unless that was attached anew since. */
export async function isForRestore(from: string, to: string): Promise<boolean> {
  return (await isOther(from, to)) && !(await isRenewed(to, from));
}

/** Written later and under another salt, as only a damaged file is. Copies have one salt, and what a disk spoils keeps its time. */
async function isRenewed(one: string, other: string): Promise<boolean> {
  const [mine, theirs] = [await stat(one), await stat(other)];
  if (mine.size !== theirs.size || mine.mtimeMs <= theirs.mtimeMs) return false;
  const [head, otherHead] = [await headOf(one), await headOf(other)];
  return (
    head.subarray(0, markBytes).equals(otherHead.subarray(0, markBytes)) &&
    !head.equals(otherHead)
  );
}

/** Nothing where the disk does not give it. */
async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, "r").catch(() => null);
  if (file === null) return Buffer.alloc(0);
  try {
    return await readAt(file, 0, headBytes);
  } catch {
    return Buffer.alloc(0);
  } finally {
    await file.close();
  }
}

/** Other bytes, and not cut off. */
async function isOther(from: string, to: string): Promise<boolean> {
  const [one, other] = [await stat(from), await stat(to)];
  if (one.size !== other.size) return one.size > other.size;
  if (one.ino === other.ino && one.dev === other.dev) return false;
  const files: FileHandle[] = [];
  try {
    for (const path of [from, to]) files.push(await open(path, "r"));
    for (let at = 0; at < one.size; at += comparedAtOnce) {
      // What a disk cannot give any more is the worse one.
      const [mine, theirs] = await Promise.all(
        files.map((file) => readAt(file, at).catch(() => null)),
      );
      if (mine === null || mine === undefined) return false;
      if (theirs === null || theirs === undefined) return true;
      if (!mine.equals(theirs)) return true;
    }
    return false;
  } finally {
    for (const file of files) await file.close();
  }
}

async function readAt(
  file: FileHandle,
  at: number,
  bytes = comparedAtOnce,
): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  const { bytesRead } = await file.read(buffer, 0, bytes, at);
  return buffer.subarray(0, bytesRead);
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
