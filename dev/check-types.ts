import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";

// Not `tsc -b`: project references would want declaration files written for folders that only run from source.
const folders = [
  ".",
  "src-shared",
  "src-main",
  "src-main/electron",
  "src-renderer",
  "src-companion",
  "dev",
  "test",
];

const projectFolder = join(import.meta.dirname, "..");
const compiler = join(projectFolder, "node_modules/typescript/bin/tsc");

function checkFolder(folder: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [compiler, "-p", folder], {
      cwd: projectFolder,
      stdio: "inherit",
    });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code === 0));
  });
}

async function checkNext(waiting: string[]): Promise<boolean> {
  const folder = waiting.shift();
  if (folder === undefined) return true;
  const isRight = await checkFolder(folder);
  return (await checkNext(waiting)) && isRight;
}

const wanted = process.argv.length > 2 ? process.argv.slice(2) : folders;
const waiting = wanted.filter((folder) =>
  existsSync(join(projectFolder, folder, "tsconfig.json")),
);
const lanes = Array.from({ length: Math.min(4, availableParallelism()) }, () =>
  checkNext(waiting),
);
const results = await Promise.all(lanes);
process.exit(results.every(Boolean) ? 0 : 1);
