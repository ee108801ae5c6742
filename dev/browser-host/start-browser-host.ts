import { mkdirSync } from "node:fs";
import { createApplication } from "../../src-main/application/create-application.ts";
import { ensureBuiltPage } from "./built-page.ts";
import { createDevelopmentSecretStore } from "./development-secret-store.ts";
import { forkKeyHost } from "./fork-key-host.ts";
import { printPage } from "./print-page.ts";
import { serveApplication, type BrowserHost } from "./serve-application.ts";

export interface BrowserHostOptions {
  readonly dataFolder: string;
  readonly companionOrigin: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly pkcs11ModulePaths: readonly string[];
}

/** The whole client in plain Node: real main-process code, a browser's page instead of a window. */
export async function startBrowserHost(
  options: BrowserHostOptions,
): Promise<BrowserHost> {
  const pageFolder = await ensureBuiltPage();
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 });
  let host: BrowserHost | null = null;
  const application = await createApplication({
    profileFolder: options.dataFolder,
    companionOrigin: options.companionOrigin,
    pkcs11ModulePaths: options.pkcs11ModulePaths,
    secretStore: createDevelopmentSecretStore(options.dataFolder),
    startKeyHost: forkKeyHost,
    fetch: globalThis.fetch,
    openFile: async (path) => console.error(`打开文件：${path}`),
    showStateChange: (to) => console.error(`备案状态已更新：${to}`),
    printPage: async (path, signal) => {
      if (host === null) throw new Error("Nothing listens yet.");
      return printPage(host.passTo(path), signal);
    },
    now: () => new Date(),
  });
  host = await serveApplication(application, pageFolder, options.port);
  return host;
}
