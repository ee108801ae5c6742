import { rmSync } from "node:fs";
import { join } from "node:path";
import { buildPage } from "./build-page.ts";
import {
  buildCompanion,
  buildKeyHost,
  buildMain,
  buildPreload,
} from "./build-programs.ts";
import { notePackages, writeLicences } from "./licences.ts";

/** Compiled packages stand beside the bundles, not in them. */
const nativeFolders = ["better-sqlite3", "pkcs11js"].map((name) =>
  join(import.meta.dirname, "../node_modules", name),
);
const buildFolder = join(import.meta.dirname, "../build");

const shipped = new Set(nativeFolders);
const note = notePackages(shipped);

rmSync(buildFolder, { recursive: true, force: true });
await buildPage(join(buildFolder, "renderer"), [note]);
const keyHostSha256 = await buildKeyHost(join(buildFolder, "key-host"), [note]);
await buildMain(join(buildFolder, "main"), keyHostSha256, [note]);
await buildPreload(join(buildFolder, "main"));
writeLicences(shipped, join(buildFolder, "licences"));
await buildCompanion(join(buildFolder, "companion"));
console.log(`构建完成：${buildFolder}`);
