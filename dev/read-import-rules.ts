import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { importRules, type ImportRule } from "./import-directions.ts";

/** The table for the folders that exist now, so that a new feature is kept from its first file. */
export function readImportRules(projectFolder: string): ImportRule[] {
  return importRules(
    foldersIn(join(projectFolder, "src-main")),
    foldersIn(join(projectFolder, "src-renderer")),
  );
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}
