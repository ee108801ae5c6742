import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startApplication } from "../../src-main/application/start-application.ts";
import { forkKeyHost } from "../../src-main/application/fork-key-host.ts";
import type {
  Application,
  HostPorts,
} from "../../src-main/application/host-ports.ts";
import { policyPlaces } from "../../src-main/application/policy-places.ts";
import { readPolicyFile } from "../../src-main/settings/policy-file.ts";
import { ensureBuiltPage } from "./built-page.ts";
import { createDevelopmentSecretStore } from "./development-secret-store.ts";
import { keyHostSource } from "./key-host-source.ts";
import { createNetwork } from "./network.ts";
import { printPage } from "./print-page.ts";
import { createStandInFeed } from "./stand-in-feed.ts";
import { createRestartable } from "./restartable-application.ts";
import { serveApplication, type BrowserHost } from "./serve-application.ts";

/** What the host runs: the sources as they stand, or a packed client. */
export interface ClientProgram {
  startApplication(ports: HostPorts): Promise<Application>;
  readonly pageFolder: string;
  startKeyHost(): ReturnType<HostPorts["startKeyHost"]>;
}

export interface BrowserHostOptions {
  readonly dataFolder: string;
  /** Null leaves it to policies and to the clerk. */
  readonly companionAddress: string | null;
  /** 0 takes any free port. */
  readonly port: number;
  /** Drivers for this run, and no others; empty leaves them to policies and to the clerk. */
  readonly pkcs11ModulePaths: readonly string[];
  /** What the file dialogs answer, which a plain Node cannot show; null cancels each. */
  readonly chosenPath: string | null;
  /** IT's policies for this run; null takes this machine's own. */
  readonly policyFile: string | null;
  /** The version that an update feed offers; null where there is none. */
  readonly offeredVersion: string | null;
}

/** The whole client in plain Node: real main-process code, a browser's page instead of a window. */
export async function startBrowserHost(
  options: BrowserHostOptions,
  client?: ClientProgram,
): Promise<BrowserHost> {
  const program = client ?? (await clientOfSources());
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 });
  let host: BrowserHost | null = null;
  const buildApplication = (restart: () => void) =>
    program.startApplication({
      ...browserHostPorts(options, () => program.startKeyHost()),
      restart,
      printPage: async (path, signal) => {
        if (host === null) throw new Error("Nothing listens yet.");
        return printPage(host.passTo(path), signal);
      },
    });
  const application = await createRestartable(buildApplication, () =>
    host?.endPages(),
  );
  host = await serveApplication(application, program.pageFolder, options.port);
  return host;
}

async function clientOfSources(): Promise<ClientProgram> {
  return {
    startApplication,
    pageFolder: await ensureBuiltPage(),
    startKeyHost: () => forkKeyHost(keyHostSource),
  };
}

/** What this host gives without a page. */
export function browserHostPorts(
  options: BrowserHostOptions,
  startKeyHost: HostPorts["startKeyHost"] = () => forkKeyHost(keyHostSource),
): HostPorts {
  return {
    profileFolder: options.dataFolder,
    ...settingPorts(options),
    restart: () => undefined,
    openLink: async (url) => console.error(`打开网址：${url}`),
    secretStore: createDevelopmentSecretStore(options.dataFolder),
    startKeyHost,
    start32BitKeyHost: null,
    ...createNetwork(),
    openFile: async (path) => console.error(`打开文件：${path}`),
    unsentCountPath: join(options.dataFolder, "unsent.txt"),
    updates:
      options.offeredVersion === null
        ? null
        : createStandInFeed(options.offeredVersion),
    showStateChange: (to) => console.error(`备案状态已更新：${to}`),
    printPage: () => Promise.reject(new Error("There is no page to print.")),
    now: () => new Date(),
  };
}

function settingPorts({
  companionAddress,
  pkcs11ModulePaths,
  chosenPath,
  policyFile,
}: BrowserHostOptions) {
  const choose = async (): Promise<string | null> => {
    if (chosenPath === null)
      console.error(
        "浏览器宿主没有文件对话框：启动时用 --choose 指定它的回答。",
      );
    return chosenPath;
  };
  return {
    policies:
      policyFile === null ? policyPlaces() : [readPolicyFile(policyFile)],
    commandLine: {
      ...(companionAddress === null ? {} : { companionAddress }),
      ...(pkcs11ModulePaths.length === 0
        ? {}
        : { driverModules: pkcs11ModulePaths }),
    },
    // Development and tests name their drivers; what else is installed on this machine is not theirs.
    findInstalledModules: () => [],
    chooseDriver: choose,
    chooseFolder: choose,
    chooseExportFile: choose,
    chooseImportFile: choose,
    chooseDiagnosticsFile: choose,
  };
}
