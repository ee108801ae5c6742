import { rmSync } from "node:fs";
import { join } from "node:path";
import { buildPage } from "./build-page.ts";
import {
  buildCompanion,
  buildKeyHost,
  buildMain,
  buildPreload,
} from "./build-programs.ts";

const buildFolder = join(import.meta.dirname, "../build");

rmSync(buildFolder, { recursive: true, force: true });
await buildPage(join(buildFolder, "renderer"));
await buildMain(join(buildFolder, "main"));
await buildPreload(join(buildFolder, "main"));
await buildKeyHost(join(buildFolder, "key-host"));
await buildCompanion(join(buildFolder, "companion"));
console.log(`构建完成：${buildFolder}`);
