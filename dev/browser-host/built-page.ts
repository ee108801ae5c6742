import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";

const projectFolder = join(import.meta.dirname, "../..");
const pageFolder = join(projectFolder, "build/renderer");
const sources = ["src-renderer", "src-shared", "package-lock.json"];

/** Builds the page where it is missing or older than its sources. @returns its folder */
export async function ensureBuiltPage(): Promise<string> {
  if (isFresh()) return pageFolder;
  // Loaded only here: most starts find a fresh page and need no bundler.
  const { buildPage } = await import("../build-page.ts");
  const freshFolder = `${pageFolder}-${process.pid}`;
  await buildPage(freshFolder);
  putInPlace(freshFolder);
  return pageFolder;
}

function isFresh(): boolean {
  const index = join(pageFolder, "index.html");
  if (!existsSync(index)) return false;
  const builtAt = statSync(index).mtimeMs;
  return sources.every(
    (name) => newestChange(join(projectFolder, name)) < builtAt,
  );
}

function newestChange(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return readdirSync(path).reduce(
    (newest, name) => Math.max(newest, newestChange(join(path, name))),
    mtimeMs,
  );
}

/** By rename, so that another host starting at this moment never sees half a page. */
function putInPlace(freshFolder: string): void {
  const oldFolder = `${freshFolder}-old`;
  mkdirSync(join(projectFolder, "build"), { recursive: true });
  if (existsSync(pageFolder)) renameSync(pageFolder, oldFolder);
  renameSync(freshFolder, pageFolder);
  rmSync(oldFolder, { recursive: true, force: true });
}
