import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createApplication } from "../../src-main/application/create-application.ts";
import type {
  Application,
  HostPorts,
} from "../../src-main/application/host-ports.ts";
import { ensureBuiltPage } from "./built-page.ts";
import { createDevelopmentSecretStore } from "./development-secret-store.ts";
import { forkKeyHost, keyHostSource } from "./fork-key-host.ts";
import { printPage } from "./print-page.ts";
import { serveApplication, type BrowserHost } from "./serve-application.ts";

/** What the host runs: the sources as they stand, or a packed client. */
export interface ClientProgram {
  createApplication(ports: HostPorts): Promise<Application>;
  readonly pageFolder: string;
  startKeyHost(): ReturnType<HostPorts["startKeyHost"]>;
}

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
  client?: ClientProgram,
): Promise<BrowserHost> {
  const program = client ?? (await clientOfSources());
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 });
  let host: BrowserHost | null = null;
  const application = await program.createApplication({
    profileFolder: options.dataFolder,
    companionOrigin: options.companionOrigin,
    pkcs11ModulePaths: options.pkcs11ModulePaths,
    secretStore: createDevelopmentSecretStore(options.dataFolder),
    startKeyHost: () => program.startKeyHost(),
    fetch: globalThis.fetch,
    openFile: async (path) => console.error(`打开文件：${path}`),
    unsentCountPath: join(options.dataFolder, "unsent.txt"),
    showStateChange: (to) => console.error(`备案状态已更新：${to}`),
    printPage: async (path, signal) => {
      if (host === null) throw new Error("Nothing listens yet.");
      return printPage(host.passTo(path), signal);
    },
    now: () => new Date(),
  });
  host = await serveApplication(application, program.pageFolder, options.port);
  return host;
}

async function clientOfSources(): Promise<ClientProgram> {
  return {
    createApplication,
    pageFolder: await ensureBuiltPage(),
    startKeyHost: () => forkKeyHost(keyHostSource),
  };
}
