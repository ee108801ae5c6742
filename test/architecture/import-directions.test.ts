import { existsSync, readdirSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { describe, expect, it } from "vitest";
import type { ImportRule } from "../../dev/import-directions.ts";
import { readImportRules } from "../../dev/read-import-rules.ts";
import { findCircles } from "../fixtures/sources/find-circles.ts";
import { readImports } from "../fixtures/sources/read-imports.ts";

const projectFolder = join(import.meta.dirname, "../..");
const rules = readImportRules(projectFolder);
const sourceFolders = [
  "src-shared",
  "src-main",
  "src-renderer",
  "src-companion",
  "dev",
  "test",
];
const files = sourceFolders.flatMap((folder) => sourcesIn(folder));

function sourcesIn(folder: string): string[] {
  const path = join(projectFolder, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(projectFolder, join(entry.parentPath, entry.name)))
    .map((name) => name.split(sep).join("/"));
}

const read = new Map<string, string[]>();
/** Each file is parsed once, and two tests ask. */
function importsOf(file: string): string[] {
  const imports = read.get(file) ?? readImports(join(projectFolder, file));
  read.set(file, imports);
  return imports;
}

function ruleOf(file: string): ImportRule | undefined {
  return rules
    .filter((rule) => file.startsWith(`${rule.from}/`))
    .sort((one, other) => other.from.length - one.from.length)[0];
}

function isAllowed(file: string, specifier: string, rule: ImportRule): boolean {
  if (!specifier.startsWith(".")) {
    return rule.packages.some(
      (name) =>
        name === "*" ||
        (name === "node:" && specifier.startsWith("node:")) ||
        specifier === name ||
        specifier.startsWith(`${name}/`),
    );
  }
  const target = join(dirname(file), specifier).split(sep).join("/");
  const targetRule = ruleOf(target);
  return [rule.from, ...rule.folders].some(
    (folder) =>
      targetRule?.from === folder ||
      target === folder ||
      (!folder.includes("/") && target.startsWith(`${folder}/`)),
  );
}

const code = files.filter((file) => /\.tsx?$/.test(file));

describe("the house", () => {
  it("finds the sources it is meant to keep", () => {
    expect(code).toContain("test/architecture/import-directions.test.ts");
  });

  it("lets every file import only what its folder may", () => {
    const wrong = code.flatMap((file) => {
      const rule = ruleOf(file);
      if (rule === undefined) return [`${file} lives in a folder without rule`];
      return importsOf(file)
        .filter((specifier) => !isAllowed(file, specifier, rule))
        .map((specifier) => `${file} imports ${specifier}: ${rule.teaches}`);
    });
    expect(wrong).toEqual([]);
  });

  it("lets no files import each other in a circle, not for a type either", () => {
    const own = new Map(
      code.map((file) => [
        file,
        importsOf(file)
          .filter((specifier) => specifier.startsWith("."))
          .map((specifier) =>
            join(dirname(file), specifier).split(sep).join("/"),
          ),
      ]),
    );
    expect(findCircles(own)).toEqual([]);
  });

  it("finds a circle, and not who only imports it or is imported by it", () => {
    const circle = new Map([
      ["outside.ts", ["one.ts"]],
      ["one.ts", ["two.ts", "inside.ts"]],
      ["two.ts", ["three.ts"]],
      ["three.ts", ["one.ts", "not-ours.ts"]],
      ["inside.ts", []],
    ]);
    expect(findCircles(circle)).toEqual([
      "one.ts imports two.ts",
      "two.ts imports three.ts",
      "three.ts imports one.ts",
    ]);
  });

  it("lets the preload import electron and nothing else", () => {
    const preload = "src-main/electron/preload.ts";
    const others = importsOf(preload).filter((name) => name !== "electron");
    expect(others).toEqual([]);
  });

  it("gives every file and folder a kebab-case name", () => {
    const wrong = code.filter(
      (file) =>
        !file
          .split("/")
          .every((part) => /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/.test(part)),
    );
    expect(wrong).toEqual([]);
  });

  it("knows no name that says nothing", () => {
    const empty =
      /(^|-)(utils?|helpers?|commons?|misc|managers?|services?|base|core)$|^(data|types|index)$/;
    const wrong = code.filter((file) =>
      file
        .split("/")
        .some((part) => empty.test(part.replace(/(\.[a-z]+)+$/, ""))),
    );
    expect(wrong).toEqual([]);
  });
});
