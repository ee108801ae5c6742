import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { extractFile, getRawHeader } from "@electron/asar";
import { FuseState, getCurrentFuseWire } from "@electron/fuses";
import {
  judgeModuleHeader,
  readModuleHeader,
} from "../../src-main/usb-key/read-module-header.ts";
import { fuses } from "./fuses.ts";

const executable = "used-car-filing.exe";
const archive = "resources/app.asar";

/** Every file an installed client may have, Electron's own aside. A file that no line names is a fault. */
const allowed = {
  archive: [
    /^package\.json$/,
    /^build\/main\/[\w-]+\.(?:js|cjs)$/,
    /^build\/renderer\/(?:index|print)\.html$/,
    /^build\/renderer\/assets\/[\w-]+\.(?:js|css)$/,
    /^node_modules\/better-sqlite3\/(?:LICENSE|package\.json|prebuilds\/win32-x64\.node|lib\/.+\.js)$/,
  ],
  beside: [
    /^app\.asar$/,
    /^app-update\.yml$/,
    /^app\.asar\.unpacked\/node_modules\/better-sqlite3\/prebuilds\/win32-x64\.node$/,
    /^elevate\.exe$/,
    /^key-host\/(?:key-host\.js|package\.json)$/,
    /^key-host\/node_modules\/pkcs11js\/(?:LICENSE|package\.json|index\.js|build\/Release\/pkcs11\.node)$/,
    /^key-host-32\/(?:node\.exe|LICENSE|key-host\.js|package\.json)$/,
    /^key-host-32\/node_modules\/pkcs11js\/(?:LICENSE|package\.json|index\.js|build\/Release\/pkcs11\.node)$/,
    /^pkcs11-modules\.json$/,
    /^licences\/.+\.txt$/,
    /^policies\/.+\.(?:admx|adml)$/,
  ],
};

/** Not for Electron: 32-bit drivers are loaded by the one, electron-builder brings the other. */
const only32Bit = /^resources\/(?:key-host-32\/|elevate\.exe$)/;

const natives = [
  "resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds/win32-x64.node",
  "resources/key-host/node_modules/pkcs11js/build/Release/pkcs11.node",
];
const extras = [
  "resources/key-host/key-host.js",
  "resources/key-host/package.json",
  "resources/key-host/node_modules/pkcs11js/package.json",
  "resources/key-host/node_modules/pkcs11js/index.js",
  "resources/pkcs11-modules.json",
  "resources/licences/third-parties.txt",
  "resources/policies/used-car-filing.admx",
  "resources/policies/zh-CN/used-car-filing.adml",
  "resources/policies/en-US/used-car-filing.adml",
];
/** What only a machine with Windows can add. */
export const windowsExtras = [
  "resources/key-host-32/node.exe",
  "resources/key-host-32/key-host.js",
  "resources/key-host-32/package.json",
  "resources/key-host-32/node_modules/pkcs11js/package.json",
  "resources/key-host-32/node_modules/pkcs11js/index.js",
  "resources/key-host-32/node_modules/pkcs11js/build/Release/pkcs11.node",
];
const entries = [
  "build/main/main.js",
  "build/main/application.js",
  "build/main/preload.cjs",
  "build/renderer/index.html",
  "build/renderer/print.html",
];

/** Bytes; about half as much again as when the line was written. */
const budgets: ReadonlyArray<readonly [path: string, limit: number]> = [
  [archive, 9_000_000],
  ["resources/key-host", 2_000_000],
  ["resources/app.asar.unpacked", 3_500_000],
];

/** Words that only development programs hold. */
const developmentWords = [
  "DEVELOPMENT-ONLY",
  "sourceMappingURL=",
  "vitest",
  "createDemoEstate",
];

/**
 * What is wrong with a packed win32-x64 client, each as one sentence; empty where nothing is.
 * @param folder `win-unpacked` of electron-builder
 * @param more files that it needs too
 */
export async function findPackageFaults(
  folder: string,
  more: readonly string[] = [],
): Promise<string[]> {
  if (!existsSync(join(folder, archive))) return [`${archive} is missing.`];
  return [
    ...unexpectedFiles(folder),
    ...missingFiles(folder, more),
    ...tooLarge(folder),
    ...developmentParts(folder),
    ...integrityFaults(folder),
    ...(await foreignBinaries(folder)),
    ...(await wrongFuses(folder)),
  ];
}

interface ArchiveFolder {
  readonly files: Readonly<Record<string, ArchiveFolder | object>>;
}

function archived(folder: string): string[] {
  return namesBelow(getRawHeader(join(folder, archive)).header);
}

function namesBelow(node: ArchiveFolder): string[] {
  return Object.entries(node.files).flatMap(([name, child]) =>
    "files" in child
      ? namesBelow(child).map((path) => `${name}/${path}`)
      : [name],
  );
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      relative(folder, join(entry.parentPath, entry.name)).replaceAll(
        "\\",
        "/",
      ),
    );
}

function unexpectedFiles(folder: string): string[] {
  const inside = archived(folder).filter(
    (path) => !fits(allowed.archive, path),
  );
  const beside = filesBelow(join(folder, "resources")).filter(
    (path) => !fits(allowed.beside, path),
  );
  return [...inside.map((path) => `app.asar/${path}`), ...beside].map(
    (path) => `${path} is on no allow-list.`,
  );
}

function fits(patterns: readonly RegExp[], path: string): boolean {
  return patterns.some((pattern) => pattern.test(path));
}

function missingFiles(folder: string, more: readonly string[]): string[] {
  const inside = new Set(archived(folder));
  return [
    ...entries.filter((path) => !inside.has(path)),
    ...[executable, ...natives, ...extras, ...more].filter(
      (path) => !existsSync(join(folder, path)),
    ),
  ].map((path) => `${path} is missing.`);
}

function tooLarge(folder: string): string[] {
  return budgets.flatMap(([path, limit]) => {
    const size = sizeOf(join(folder, path));
    return size > limit
      ? [`${path} has ${String(size)} bytes, more than ${String(limit)}.`]
      : [];
  });
}

function sizeOf(path: string): number {
  if (!existsSync(path)) return 0;
  if (statSync(path).isFile()) return statSync(path).size;
  return filesBelow(path).reduce(
    (sum, name) => sum + statSync(join(path, name)).size,
    0,
  );
}

function developmentParts(folder: string): string[] {
  const inside = archived(folder)
    .filter((path) => /^build\/.+\.c?js$/.test(path))
    .map((path) => ({
      path,
      text: extractFile(join(folder, archive), path).toString("utf8"),
    }));
  const keyHost = join(folder, "resources/key-host/key-host.js");
  const outside = existsSync(keyHost)
    ? [{ path: "key-host.js", text: readFileSync(keyHost, "utf8") }]
    : [];
  return [...inside, ...outside].flatMap(({ path, text }) =>
    developmentWords
      .filter((word) => text.includes(word))
      .map((word) => `${path} holds "${word}".`),
  );
}

/** The executable names the digest of the archive's header, which names the digest of every file. */
function integrityFaults(folder: string): string[] {
  if (!existsSync(join(folder, executable))) return [];
  const { headerString } = getRawHeader(join(folder, archive));
  const digest = createHash("sha256").update(headerString).digest("hex");
  return readFileSync(join(folder, executable)).includes(digest)
    ? []
    : [`${executable} does not name the digest of ${archive}.`];
}

/** A package made on Linux would carry Linux's pkcs11.node. */
async function foreignBinaries(folder: string): Promise<string[]> {
  const faults: string[] = [];
  for (const path of filesBelow(folder)) {
    const header = await readModuleHeader(join(folder, path));
    const isBinary =
      header.kind === "library" || /\.(?:node|exe|dll)$/.test(path);
    if (!isBinary) continue;
    const architecture = only32Bit.test(path) ? "ia32" : "x64";
    if (judgeModuleHeader(header, "win32", [architecture]) !== null)
      faults.push(`${path} is no ${architecture} file of Windows.`);
  }
  return faults;
}

/** Read back from the executable itself. */
export async function wrongFuses(folder: string): Promise<string[]> {
  const path = join(folder, executable);
  if (!existsSync(path)) return [];
  const wire = await getCurrentFuseWire(path);
  const wanted: Record<string, unknown> = fuses;
  const found: Record<string, unknown> = wire;
  // Those decided and those there: an executable that lacks a fuse is as wrong as one that has another.
  return [...new Set([...Object.keys(wanted), ...Object.keys(wire)])]
    .filter((fuse) => /^\d+$/.test(fuse))
    .filter(
      (fuse) =>
        !(fuse in wanted) ||
        found[fuse] !== (wanted[fuse] ? FuseState.ENABLE : FuseState.DISABLE),
    )
    .map((fuse) => `Fuse ${fuse} is not as fuses.ts says.`);
}
