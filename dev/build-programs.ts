import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build, type Plugin } from "vite";

const projectFolder = join(import.meta.dirname, "..");
const packageFile = join(projectFolder, "package.json");

/** Compiled code and what belongs to it; all other dependencies become part of the bundle. */
const nativePackages = ["@node-rs/argon2", "better-sqlite3", "pkcs11js"];

/** The programs ask package.json for their version; what it says of development stays outside. */
const versionAlone: Plugin = {
  name: "version-alone",
  enforce: "pre",
  load: (id) => {
    if (id !== packageFile) return null;
    const { version } = JSON.parse(readFileSync(packageFile, "utf8")) as {
      version: string;
    };
    return JSON.stringify({ version });
  },
};

interface Program {
  readonly entries: Readonly<Record<string, string>>;
  readonly outputFolder: string;
  readonly format: "cjs" | "es";
  readonly fileName: string;
  readonly plugins?: readonly Plugin[];
  readonly target?: string;
  readonly define?: Readonly<Record<string, string>>;
}

async function buildProgram(program: Program): Promise<void> {
  await build({
    root: projectFolder,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    define: { ...program.define },
    plugins: [versionAlone, ...(program.plugins ?? [])],
    ssr: { noExternal: true, external: ["electron", ...nativePackages] },
    build: {
      ssr: true,
      outDir: program.outputFolder,
      emptyOutDir: false,
      target: program.target ?? "node24",
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(
          Object.entries(program.entries).map(([name, path]) => [
            name,
            join(projectFolder, path),
          ]),
        ),
        output: { format: program.format, entryFileNames: program.fileName },
      },
    },
  });
}

/** `application.js` is an entry of its own, so that a packed archive can be started under Node too. */
export async function buildMain(
  outputFolder: string,
  keyHostSha256: string,
  plugins: readonly Plugin[] = [],
): Promise<void> {
  await buildProgram({
    plugins,
    define: { BUILT_KEY_HOST_SHA256: JSON.stringify(keyHostSha256) },
    entries: {
      main: "src-main/electron/main.ts",
      application: "src-main/application/start-application.ts",
    },
    outputFolder,
    format: "es",
    fileName: "[name].js",
  });
}

/** A sandboxed preload is one CommonJS file. */
export async function buildPreload(outputFolder: string): Promise<void> {
  await buildProgram({
    entries: { preload: "src-main/electron/preload.ts" },
    outputFolder,
    format: "cjs",
    fileName: "[name].cjs",
  });
}

/**
 * Goes outside the archive, so it brings the package.json that makes a plain Node read it as a module.
 *
 * @returns the SHA-256 by which main knows the script again
 */
export async function buildKeyHost(
  outputFolder: string,
  plugins: readonly Plugin[] = [],
): Promise<string> {
  await buildProgram({
    plugins,
    // Also what a 32-bit Node runs, and 22 is the last of those.
    target: "node22",
    entries: { "key-host": "src-main/key-host/key-host.ts" },
    outputFolder,
    format: "es",
    fileName: "[name].js",
  });
  writeFileSync(join(outputFolder, "package.json"), '{ "type": "module" }\n');
  const script = readFileSync(join(outputFolder, "key-host.js"));
  return createHash("sha256").update(script).digest("hex");
}

export async function buildCompanion(outputFolder: string): Promise<void> {
  const paths = [
    "src-companion/start-server.ts",
    "src-companion/cli/back-up.ts",
    "src-companion/cli/create-reviewer.ts",
    "src-companion/cli/import-accounts.ts",
    "src-companion/cli/review.ts",
    "src-companion/cli/trust.ts",
  ];
  await buildProgram({
    entries: Object.fromEntries(
      paths.map((path) => [basename(path, ".ts"), path]),
    ),
    outputFolder,
    format: "es",
    fileName: "[name].js",
  });
}
