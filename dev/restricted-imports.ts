import type { ImportRule } from "./import-directions.ts";

type RestrictedImport = { message: string } & (
  { regex: string } | { group: string[] }
);

/** Patterns for the linter's `no-restricted-imports`, which sees the written path only, not the file it leads to. */
export function restrictedImports(
  rule: ImportRule,
  rules: readonly ImportRule[],
): RestrictedImport[] {
  const forbidden = rules
    .map((other) => other.from)
    .filter((folder) => !isAllowed(rule, folder));
  const message = `Not from ${rule.from}. ${rule.teaches}`;
  return [
    ...forbidden.map((folder) => ({
      regex: `^(\\.\\./)+${writtenFrom(rule.from, folder)}/`,
      message,
    })),
    ...(rule.packages.includes("*")
      ? []
      : [{ group: otherPackages(rule.packages), message }]),
  ];
}

function isAllowed(rule: ImportRule, folder: string): boolean {
  return [rule.from, ...rule.folders].some(
    (allowed) =>
      folder === allowed ||
      (!allowed.includes("/") && folder.startsWith(`${allowed}/`)) ||
      // A folder around the own one cannot be told apart from it by the written path.
      rule.from.startsWith(`${folder}/`),
  );
}

/** Inside src-main a neighbour is `../drafts/`, from elsewhere it is `../src-main/drafts/`. */
function writtenFrom(from: string, folder: string): string {
  const [side, inner] = folder.split("/");
  return from.split("/")[0] === side && inner !== undefined ? inner : folder;
}

/** Gitignore patterns that forbid every package but these; relative paths are none. */
function otherPackages(packages: readonly string[]): string[] {
  const allowed = packages.map((name) => (name === "node:" ? "node:*" : name));
  return [
    "**",
    "!./**",
    "!../**",
    ...allowed.flatMap((name) => [`!${name}`, `!${name}/**`]),
  ];
}
