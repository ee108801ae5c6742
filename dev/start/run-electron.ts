import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensureBuiltPage } from "../browser-host/built-page.ts";
import { buildKeyHost, buildMain, buildPreload } from "../build-programs.ts";

export interface ElectronOptions {
  readonly dataFolder: string;
  readonly companionOrigin: string;
  readonly pkcs11ModulePath: string;
}

export interface RunningElectron {
  readonly url: string;
  /** Resolves when the clerk closes the window. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

const projectFolder = join(import.meta.dirname, "../..");

export async function runElectron(
  electronPath: string,
  options: ElectronOptions,
): Promise<RunningElectron> {
  await ensureBuiltPage();
  const keyHostSha256 = await buildKeyHost(
    join(projectFolder, "build/key-host"),
  );
  await buildMain(join(projectFolder, "build/main"), keyHostSha256);
  await buildPreload(join(projectFolder, "build/main"));
  const child = spawn(
    electronPath,
    [
      projectFolder,
      `--data-dir=${options.dataFolder}`,
      `--companion=${options.companionOrigin}`,
      `--pkcs11-modules=${options.pkcs11ModulePath}`,
    ],
    { stdio: "inherit" },
  );
  const ended = new Promise<void>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", () => resolve());
  });
  return {
    url: "app://client/",
    ended,
    close: async () => {
      child.kill();
      await ended;
    },
  };
}
