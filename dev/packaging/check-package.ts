import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureSystemPackages, systemPackages } from "../system-packages.ts";
import { findPackageFaults } from "./find-package-faults.ts";
import { packStandIn } from "./pack-stand-in.ts";
import { unpackToRun } from "./unpack-to-run.ts";

// Packs the client as for Windows, holds it against what may be in it, and walks main screens with what was packed.

const projectFolder = join(import.meta.dirname, "../..");
const folder = join(projectFolder, "release/check");

/** What `npm run screens` walks with the sources, walked with what was packed too. */
const packedScreens = [
  "生产企业 files",
  "an enterprise without a key registers",
  "a draft typed offline is there",
];

if (!ensureSystemPackages(Object.values(systemPackages))) process.exit(1);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

run(process.execPath, ["dev/build.ts"]);
const packed = await packStandIn(folder);
const faults = await findPackageFaults(packed);
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}
console.log("安装包内容：没有问题");

compileInstallerPart();
console.log("安装程序脚本：可以编译");

const runnable = join(folder, "runnable");
unpackToRun(packed, runnable);
const resultFile = join(folder, "screens.json");
run(
  "playwright",
  [
    "test",
    ...["file-with-a-key", "file-with-an-account", "work-offline"],
    ...["--grep", packedScreens.join("|")],
    ...["--global-timeout", "900000"],
    ...["--reporter", "list,json"],
  ],
  { PACKED_CLIENT: runnable, PLAYWRIGHT_JSON_OUTPUT_FILE: resultFile },
);
// A title that was changed would leave its screen out without a word.
const { stats } = JSON.parse(readFileSync(resultFile, "utf8")) as {
  stats: { expected: number };
};
if (stats.expected !== packedScreens.length) {
  console.error(
    `${String(stats.expected)} of ${String(packedScreens.length)} screens were walked.`,
  );
  process.exit(1);
}
console.log("打包后的客户端：用电子钥匙备案、用账号备案、断网填写后重新打开");

/** Debian's makensis lacks the plug-ins of the whole installer; our own part compiles alone. */
function compileInstallerPart(): void {
  run("makensis", [
    ...["-V2", "-WX"],
    `-DINSTALLER_NSH=${join(projectFolder, "assets/installer.nsh")}`,
    `-DCHECK_OUT_FILE=${join(folder, "installer-check.exe")}`,
    join(import.meta.dirname, "installer-check.nsi"),
  ]);
}

function run(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): void {
  execFileSync(program, args, {
    cwd: projectFolder,
    env: { ...process.env, ...environment },
    stdio: "inherit",
  });
}
