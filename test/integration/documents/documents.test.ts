import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { markOf, readDocument, type Block } from "./read-document.ts";
import { isExecuted, projectFolder, runDocument } from "./run-document.ts";

const paths = execFileSync("git", ["ls-files", "*.md"], {
  cwd: projectFolder,
  encoding: "utf8",
})
  .trim()
  .split("\n");
const documents = paths.map((path) => ({
  path,
  ...readDocument(join(projectFolder, path)),
}));

/** Blocks that hold no command line. */
const notCommands = ["json", "csv", "ini", "nginx", "http", "crontab"];
const onWindows = ["bat", "powershell"];
const shellMarks = /^(?:service|suite|administrator|exit=\d+|proved-by=\S+)$/;

const { scripts } = JSON.parse(
  readFileSync(join(projectFolder, "package.json"), "utf8"),
) as { scripts: Record<string, string> };

/** What a line names and this checkout has not: a script, a program, a file. */
function missingIn(line: string): string[] {
  const script = /\bnpm (?:run (?:--silent )?([\w:-]+)|(start|test)\b)/.exec(
    line,
  );
  const name = script?.[1] ?? script?.[2];
  const program = /\bnpx ([\w-]+)/.exec(line)?.[1];
  const files =
    line.match(/(?<![\w/.-])(?:dev|test|src-[a-z]+)\/[\w/.-]+\.ts\b/g) ?? [];
  return [
    ...(name === undefined || name in scripts ? [] : [`npm run ${name}`]),
    ...(program === undefined || isThere(`node_modules/.bin/${program}`)
      ? []
      : [`npx ${program}`]),
    ...files.filter((file) => !isThere(file)),
  ];
}

function isThere(path: string): boolean {
  return existsSync(join(projectFolder, path));
}

function faultsOf(block: Block): string[] {
  const { language, marks, text, line } = block;
  if (notCommands.includes(language)) return [];
  const missing = text.replaceAll("\\", "/").split("\n").flatMap(missingIn);
  if (onWindows.includes(language)) return missing;
  if (language !== "sh")
    return [`line ${line}: is “${language}” a command line? Name its kind.`];
  const proof = markOf(block, "proved-by");
  const proofText =
    proof === null || !isThere(proof)
      ? null
      : readFileSync(join(projectFolder, proof), "utf8");
  return [
    ...missing,
    ...marks
      .filter((mark) => !shellMarks.test(mark))
      .map((mark) => `line ${line}: unknown mark ${mark}`),
    ...(proof === null
      ? []
      : text
          .split("\n")
          .map((command) => /npm run ([\w:-]+)/.exec(command)?.[1] ?? command)
          .filter((name) => !(proofText ?? "").includes(programOf(name)))
          .map((name) => `line ${line}: ${proof} does not run ${name}`)),
  ];
}

/** `review` → `review.ts`, as a test that starts the program names it. */
function programOf(script: string): string {
  return (scripts[script] ?? script).split("/").at(-1) ?? script;
}

describe("the documents", () => {
  it("mark every block as what is executed here, elsewhere, or on Windows", () => {
    expect(
      documents.flatMap(({ path, blocks }) =>
        blocks.flatMap(faultsOf).map((fault) => `${path}: ${fault}`),
      ),
    ).toEqual([]);
  });

  it("name in their sentences only scripts, programs and files that are there", () => {
    expect(
      documents.flatMap(({ path, prose }) =>
        [...prose.matchAll(/`((?:npm|npx|node) [^`]+)`/g)]
          .flatMap(([, command = ""]) => missingIn(command))
          .map((missing) => `${path}: ${missing}`),
      ),
    ).toEqual([]);
  });

  it("hide no command line in an indented block", () => {
    expect(
      documents.flatMap(({ path, prose }) =>
        [...prose.matchAll(/^ {4,}(?:npm|npx|node|sudo|\$) .*$/gm)].map(
          ([line]) => `${path}: ${line}`,
        ),
      ),
    ).toEqual([]);
  });

  it("link only to what is there", () => {
    expect(
      documents.flatMap(({ path, prose }) =>
        [...prose.matchAll(/\]\((?!https?:)([^)#\s]+)/g)]
          .map(([, target = ""]) => join(dirname(path), target))
          .filter((target) => !isThere(target))
          .map((target) => `${path}: ${target}`),
      ),
    ).toEqual([]);
  });
});

describe("every command line works as it stands", () => {
  const executed = documents.filter(({ blocks }) => blocks.some(isExecuted));
  it.each(executed)(
    "in $path",
    async ({ blocks }) => runDocument(blocks),
    300_000,
  );
});
