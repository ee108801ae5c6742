import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { classifyBlock } from "./classify-block.ts";
import { markOf, type Block } from "./read-document.ts";

export const projectFolder = join(import.meta.dirname, "../../..");

/** What a command must not find there: results of others, and what it would write into the checkout. */
const leftOut = [".git", ".demo", "companion-data", "release", "test-results"];

/** Runs the blocks in order in a folder of their own; throws with the output of the first that does not do what is said. */
export async function runDocument(blocks: readonly Block[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "document-"));
  for (const name of readdirSync(projectFolder))
    if (!leftOut.includes(name))
      symlinkSync(join(projectFolder, name), join(folder, name));
  writeQuickNpm(join(folder, "quick"));
  const port = await findFreePort();
  let service: ChildProcess | null = null;
  let copy: string | null = null;
  try {
    for (const block of blocks) {
      const file = markOf(block, "file");
      if (file !== null) writeFileSync(join(folder, file), `${block.text}\n`);
      if (!isExecuted(block)) continue;
      const place =
        classifyBlock(block)?.kind === "in-a-copy"
          ? (copy ??= copyCheckout(folder))
          : folder;
      const child = startBlock(block, place, port, join(folder, "quick"));
      if (!block.marks.includes("service")) {
        await expectExit(child, block);
        continue;
      }
      await end(service);
      service = child;
      await expectReady(child, block);
    }
  } finally {
    await end(service);
    rmSync(folder, { recursive: true, force: true });
  }
}

export function isExecuted(block: Block): boolean {
  const kind = classifyBlock(block)?.kind;
  return kind === "here" || kind === "in-a-copy";
}

/** For what would change the checkout, or publish it: as it is committed, with an origin of its own. */
function copyCheckout(folder: string): string {
  const origin = join(folder, "origin.git");
  const copy = join(folder, "copy");
  const git = (...args: readonly string[]): void => {
    execFileSync("git", ["-c", "advice.detachedHead=false", ...args]);
  };
  git("clone", "--quiet", "--no-tags", "--bare", projectFolder, origin);
  git("clone", "--quiet", origin, copy);
  symlinkSync(join(projectFolder, "node_modules"), join(copy, "node_modules"));
  return copy;
}

function startBlock(
  { text }: Block,
  folder: string,
  port: number,
  quickFolder: string,
): ChildProcess {
  const script = text
    .replaceAll("8643", String(port))
    .replaceAll("0.0.0.0", "127.0.0.1");
  const bins = [quickFolder, join(projectFolder, "node_modules/.bin")];
  return spawn("bash", ["-euo", "pipefail", "-c", script], {
    cwd: folder,
    // A group of its own: npm's shell passes no signal on.
    detached: true,
    env: {
      ...process.env,
      PATH: [...bins, process.env["PATH"]].join(":"),
      COMPANION_PORT: String(port),
      NODE_COMPILE_CACHE: join(projectFolder, "node_modules/.cache/node"),
      SOFTHSM2_CONF: join(folder, "demo-key/softhsm2.conf"),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** `npm run` by the same scripts; npm itself takes longer to start than most of the commands take. */
function writeQuickNpm(folder: string): void {
  const { scripts } = JSON.parse(
    readFileSync(join(projectFolder, "package.json"), "utf8"),
  ) as { scripts: Record<string, string> };
  const cases = Object.entries(scripts).map(
    ([name, command]) => `  ${name}) exec ${command} "$@" ;;`,
  );
  const lines = [
    "#!/usr/bin/env bash",
    "set -euo pipefail",
    "shift # run",
    'if [ "$1" = --silent ]; then shift; fi',
    "name=$1",
    "shift",
    'if [ "${1:-}" = -- ]; then shift; fi',
    'case "$name" in',
    ...cases,
    "esac",
    "exit 1",
  ];
  mkdirSync(folder);
  writeFileSync(join(folder, "npm"), lines.join("\n"), { mode: 0o755 });
}

async function expectExit(child: ChildProcess, block: Block): Promise<void> {
  const output = collect(child);
  const code = await exitOf(child);
  const expected = Number(markOf(block, "exit") ?? 0);
  if (code !== expected)
    throw new Error(
      `line ${block.line} ended with ${String(code)} instead of ${expected}:\n${block.text}\n${output()}`,
    );
}

/** Each of our services prints one line of JSON once it can be used. */
async function expectReady(child: ChildProcess, block: Block): Promise<void> {
  const output = collect(child);
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on("data", () => {
      if (/^\{.*\}$/m.test(output())) resolve();
    });
    void exitOf(child).then((code) =>
      reject(
        new Error(
          `line ${block.line} ended with ${String(code)} before it was ready:\n${output()}`,
        ),
      ),
    );
  });
}

function collect(child: ChildProcess): () => string {
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => (output += text));
  return () => output;
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once("close", resolve);
  });
}

async function end(service: ChildProcess | null): Promise<void> {
  if (service?.pid === undefined || service.exitCode !== null) return;
  const ended = exitOf(service);
  process.kill(-service.pid, "SIGTERM");
  await ended;
}

function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
