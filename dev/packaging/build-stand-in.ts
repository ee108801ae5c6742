import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const sources = join(import.meta.dirname, "stand-in");

/** A folder shaped like Electron's Windows download, without Electron. Needs mingw-w64. */
export function buildStandIn(folder: string, electronVersion: string): void {
  mkdirSync(join(folder, "locales"), { recursive: true });
  mkdirSync(join(folder, "resources"), { recursive: true });
  const resource = join(folder, "electron.o");
  run("x86_64-w64-mingw32-windres", [join(sources, "electron.rc"), resource]);
  run("x86_64-w64-mingw32-gcc", [
    "-Os",
    "-s",
    join(sources, "electron.c"),
    resource,
    "-o",
    join(folder, "electron.exe"),
  ]);
  run("rm", [resource]);
  writeFileSync(join(folder, "version"), electronVersion);
  for (const name of ["LICENSE", "LICENSES.chromium.html"])
    writeFileSync(join(folder, name), "Stands in for Electron's licences.\n");
  for (const locale of ["zh-CN", "en-US", "de"])
    writeFileSync(join(folder, "locales", `${locale}.pak`), "");
}

function run(program: string, args: readonly string[]): void {
  execFileSync(program, args, { stdio: ["ignore", "ignore", "inherit"] });
}
