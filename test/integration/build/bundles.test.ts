import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildPage } from "../../../dev/build-page.ts";
import {
  buildCompanion,
  buildKeyHost,
  buildMain,
  buildPreload,
} from "../../../dev/build-programs.ts";
import type {
  intactKeyHost as IntactKeyHost,
  startApplication as StartApplication,
} from "../../../src-main/application/start-application.ts";
import { startProgram } from "../../fixtures/programs/start-program.ts";
import { readImports } from "../../fixtures/sources/read-imports.ts";
import { createFakeHostPorts } from "../../fixtures/fakes/fake-host-ports.ts";
import { createFakeElectron } from "../../fixtures/fakes/fake-electron.ts";

const projectFolder = join(import.meta.dirname, "../../..");
interface ApplicationBundle {
  readonly startApplication: typeof StartApplication;
  readonly intactKeyHost: typeof IntactKeyHost;
}

let bundles: string;

beforeAll(async () => {
  // Inside the project, where the bundles find their native packages as they do once installed.
  mkdirSync(join(projectFolder, "build"), { recursive: true });
  bundles = mkdtempSync(join(projectFolder, "build/bundles-"));
  await buildPage(join(bundles, "renderer"));
  const keyHostSha256 = await buildKeyHost(join(bundles, "key-host"));
  await buildMain(join(bundles, "main"), keyHostSha256);
  await buildPreload(join(bundles, "main"));
  await buildCompanion(join(bundles, "companion"));
}, 120_000);

afterAll(() => rmSync(bundles, { recursive: true, force: true }));

function filesIn(subfolder: string, ending: string): string[] {
  return readdirSync(join(bundles, subfolder), { recursive: true })
    .map((name) => join(bundles, subfolder, String(name)))
    .filter((path) => path.endsWith(ending));
}

/**
 * What the bundles take from outside themselves; Node's own modules count as one. In a page `require` means nothing:
 * old libraries ask for it only where it exists.
 */
function foreignImports(
  paths: readonly string[],
  isPage = false,
): string[] {
  const names = paths.flatMap((path) =>
    readImports(path, !isPage).filter((name) => !name.startsWith(".")),
  );
  const kinds = names.map((name) => (isOfNode(name) ? "node:" : name));
  return [...new Set(kinds)].sort();
}

function isOfNode(name: string): boolean {
  return name.startsWith("node:") || process.getBuiltinModule(name) !== undefined;
}

describe("the bundles", () => {
  it("give the page everything it runs: it imports nothing from outside", () => {
    const scripts = filesIn("renderer", ".js");
    expect(scripts.length).toBeGreaterThan(0);
    expect(foreignImports(scripts, true)).toEqual([]);
  });

  it("give a document that its own policy allows: nothing inline, nothing from elsewhere", () => {
    const html = readFileSync(join(bundles, "renderer/index.html"), "utf8");
    expect(html).toContain("__CSP_NONCE__");
    expect(html).not.toMatch(/crossorigin|https?:|\sstyle=|\son[a-z]+=/);
    expect(html).not.toMatch(/<style|<script(?![^>]*\ssrc=)/);
  });

  it("let the preload require electron alone and run in its sandbox", () => {
    const path = join(bundles, "main/preload.cjs");
    const electron = createFakeElectron("app://client/");
    const required: string[] = [];
    const require = (name: string): unknown => {
      required.push(name);
      return electron.preloadSide;
    };
    runInNewContext(readFileSync(path, "utf8"), { require });
    expect(required).toEqual(["electron"]);
    expect(Object.keys(electron.exposed)).toEqual(["bridgePipe"]);
  });

  it("let the key host import pkcs11js and Node alone, in one file", () => {
    expect(filesIn("key-host", ".js")).toEqual([
      join(bundles, "key-host/key-host.js"),
    ]);
    expect(foreignImports(filesIn("key-host", ".js"))).toEqual([
      "node:",
      "pkcs11js",
    ]);
  });

  it("let main know the key host again that was built with it, and no other", async () => {
    const { intactKeyHost } = (await import(
      join(bundles, "main/application.js")
    )) as ApplicationBundle;
    const script = join(bundles, "key-host/key-host.js");
    expect(intactKeyHost(script)).toBe(script);
    const altered = join(bundles, "key-host/altered.mjs");
    writeFileSync(altered, `${readFileSync(script, "utf8")}\n`);
    expect(() => intactKeyHost(altered)).toThrow("key-host-altered");
    expect(() => intactKeyHost(join(bundles, "absent.js"))).toThrow(
      "key-host-altered",
    );
  });

  it("let main import electron, SQLite and Node alone", () => {
    expect(foreignImports(filesIn("main", ".js"))).toEqual([
      "better-sqlite3",
      "electron",
      "node:",
    ]);
  });

  it("keep electron out of the application, which plain Node can start", () => {
    const application = readFileSync(
      join(bundles, "main/application.js"),
      "utf8",
    );
    expect(application).toContain("startApplication");
    const reachable = followImports(join(bundles, "main/application.js"));
    expect(foreignImports(reachable)).toEqual(["better-sqlite3", "node:"]);
  });

  it("let plain Node start the application from its bundle", async () => {
    const { startApplication } = (await import(
      join(bundles, "main/application.js")
    )) as ApplicationBundle;
    const application = await startApplication(
      createFakeHostPorts(mkdtempSync(join(tmpdir(), "bundle-profile-"))),
    );
    expect(application.countUnsentSubmissions()).toBe(0);
    await application.close();
  });

  it("start the companion API, which answers and ends when told", async () => {
    const program = await startProgram(
      [join(bundles, "companion/start-server.js")],
      {
        COMPANION_PORT: "0",
        COMPANION_DATA_DIR: mkdtempSync(join(tmpdir(), "bundle-companion-")),
      },
      /"address":"([^"]+)"/,
    );
    const health = await fetch(`${program.found}/health`);
    expect([health.status, await program.end()]).toEqual([200, 0]);
  });

  it("let the companion API import its native packages and Node alone", () => {
    expect(foreignImports(filesIn("companion", ".js"))).toEqual([
      "@node-rs/argon2",
      "better-sqlite3",
      "node:",
    ]);
  });
});

function followImports(path: string, seen = new Set<string>()): string[] {
  if (seen.has(path)) return [...seen];
  seen.add(path);
  for (const name of readImports(path))
    if (name.startsWith(".")) followImports(join(path, "..", name), seen);
  return [...seen];
}
