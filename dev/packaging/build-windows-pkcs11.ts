import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const modules = join(import.meta.dirname, "../../node_modules");
const pkcs11js = join(modules, "pkcs11js");
const headers = join(modules, "node-api-headers");

/**
 * pkcs11js for 64-bit Windows, compiled here with mingw-w64, as the folder that a Windows machine's npm would make. For
 * checks on Linux only: it asks for `node.exe` by name, so Electron's executable could not load it. The release is
 * compiled on Windows by node-gyp.
 */
export function buildWindowsPkcs11(folder: string): void {
  for (const name of ["package.json", "index.js", "LICENSE"])
    cpSync(join(pkcs11js, name), join(folder, name));
  const output = join(folder, "build/Release");
  mkdirSync(output, { recursive: true });
  const libraries = mkdtempSync(join(tmpdir(), "node-api-"));
  try {
    for (const name of ["node_api", "js_native_api"])
      makeImportLibrary(name, libraries);
    compile(libraries, join(output, "pkcs11.node"));
  } finally {
    rmSync(libraries, { recursive: true, force: true });
  }
}

function makeImportLibrary(name: string, folder: string): void {
  run("x86_64-w64-mingw32-dlltool", [
    ...["--input-def", join(headers, "def", `${name}.def`)],
    ...["--dllname", "node.exe"],
    ...["--output-lib", join(folder, `lib${name}.a`)],
  ]);
}

function compile(libraries: string, output: string): void {
  run("x86_64-w64-mingw32-g++", [
    ...["-w", "-std=c++17", "-O2", "-s", "-shared", "-static"],
    "-DNAPI_DISABLE_CPP_EXCEPTIONS",
    ...["-I", join(headers, "include"), "-I", join(pkcs11js, "includes")],
    ...["dl", "common", "main"].map((name) =>
      join(pkcs11js, "src", `${name}.cpp`),
    ),
    ...["-L", libraries, "-lnode_api", "-ljs_native_api"],
    ...["-o", output],
  ]);
}

function run(program: string, args: readonly string[]): void {
  execFileSync(program, args, { stdio: ["ignore", "ignore", "inherit"] });
}
