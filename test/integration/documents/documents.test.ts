import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { classifyBlock, commandsOf } from "./classify-block.ts";
import { readDocument, type Block } from "./read-document.ts";
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
  const missing = block.text
    .replaceAll("\\", "/")
    .split("\n")
    .flatMap(missingIn);
  const found = classifyBlock(block);
  switch (found?.kind) {
    case "unnamed":
      return [`is “${found.word}” a command line? Name its kind.`];
    case "elsewhere":
      return [
        ...missing,
        ...commandsOf(block)
          .filter((command) => !found.proofs.some(runs(command)))
          .map(
            (command) => `${found.proofs.join(", ")} does not run ${command}`,
          ),
      ];
    default:
      return missing;
  }
}

/** Whether a file runs this command: in these words, or its script or program by name. */
function runs(command: string): (proof: string) => boolean {
  const [, words = ""] = /^(?:\w+=\S+ )*(?:npx )?(.+)$/.exec(command) ?? [];
  const script = /^npm (?:run (?:--silent )?)?([\w:-]+)/.exec(words)?.[1] ?? "";
  const program = (scripts[script] ?? "").split(" ").at(-1) ?? "";
  const names = [
    words,
    ...(script in scripts ? [` ${script}`, program] : []),
  ].filter((name) => name !== "");
  return (proof) =>
    isThere(proof) &&
    names.some((name) =>
      readFileSync(join(projectFolder, proof), "utf8").includes(name),
    );
}

/** Every command line of every document with its class, for whoever looks why one is not executed. */
function listing(): string {
  return documents
    .flatMap(({ path, blocks }) =>
      blocks.flatMap((block) => {
        const found = classifyBlock(block);
        return found === null
          ? []
          : commandsOf(block).map(
              (command) => `${found.kind}\t${path}:${block.line}\t${command}`,
            );
      }),
    )
    .sort()
    .join("\n");
}

describe("the documents", () => {
  it("mark every block as what is executed here, elsewhere, or on Windows", () => {
    expect(
      documents.flatMap(({ path, blocks }) =>
        blocks.flatMap((block) =>
          faultsOf(block).map((fault) => `${path}:${block.line}: ${fault}`),
        ),
      ),
      listing(),
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
