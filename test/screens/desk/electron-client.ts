import { execFileSync, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Electron, ElectronApplication, Page } from "@playwright/test";
import { pageOverRestarts } from "./page-over-restarts.ts";

const projectFolder = join(import.meta.dirname, "../../..");
const electronFolder = join(projectFolder, "node_modules/electron");

/** Which Electron runs, and what it is given before our own switches. */
export interface ElectronProgram {
  readonly executablePath: string;
  readonly leadingArguments: readonly string[];
}

/**
 * The packed client that ELECTRON_CLIENT names, in a shell whose fuses are open (dev/packaging/open-fuse-shell.ts), or
 * else what `npm run build` made in Electron as npm brings it; null where that holds no binary.
 */
export function findElectronProgram(
  environment: Readonly<Record<string, string | undefined>>,
): ElectronProgram | null {
  const packed = environment["ELECTRON_CLIENT"];
  if (packed !== undefined && packed !== "")
    return { executablePath: packed, leadingArguments: [] };
  const pathFile = join(electronFolder, "path.txt");
  if (!existsSync(pathFile)) return null;
  return {
    executablePath: join(
      electronFolder,
      "dist",
      readFileSync(pathFile, "utf8"),
    ),
    leadingArguments: [projectFolder],
  };
}

export interface ElectronStart {
  readonly profile: string;
  readonly companionOrigin: string | null;
  readonly modules: readonly string[];
  /** What every file dialog answers; null cancels. */
  readonly chosenPath: string | null;
  readonly environment: Readonly<Record<string, string>>;
}

/** The client in the real Electron, one after the other on the same desk. */
export class ElectronClient {
  readonly #launcher: Pick<Electron, "launch">;
  readonly #program: ElectronProgram;
  readonly #window = pageOverRestarts();
  #application: ElectronApplication | null = null;

  constructor(launcher: Pick<Electron, "launch">, program: ElectronProgram) {
    this.#launcher = launcher;
    this.#program = program;
  }

  get page(): Page {
    return this.#window.page;
  }

  async start(start: ElectronStart): Promise<void> {
    const { executablePath, leadingArguments } = this.#program;
    this.#application = await this.#launcher.launch({
      executablePath,
      args: [...leadingArguments, ...switchesOf(start)],
      env: { ...definedOnly(process.env), ...start.environment },
      acceptDownloads: true,
      // Else Playwright adds --no-sandbox, and the client asks for the sandbox all the same.
      chromiumSandbox: true,
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
    });
    await answerDialogs(this.#application, start.chosenPath);
    this.#window.show(await this.#application.firstWindow());
  }

  /** `stop` as a clerk who closes it, `kill` as a power cut. */
  async end(how: "stop" | "kill"): Promise<void> {
    const application = this.#application;
    this.#application = null;
    if (application === null) return;
    const program = application.process();
    const ended = new Promise((resolve) => program.once("exit", resolve));
    if (how === "kill") killTree(program);
    else await application.close();
    await ended;
  }
}

/** On Windows Playwright starts a shell, which would die alone. */
function killTree(program: ChildProcess): void {
  if (process.platform === "win32")
    execFileSync("taskkill", ["/pid", String(program.pid), "/t", "/f"]);
  else program.kill("SIGKILL");
}

function switchesOf(start: ElectronStart): string[] {
  return [
    `--data-dir=${start.profile}`,
    // Under a bare X server no desktop names its keyring.
    ...(process.platform === "linux"
      ? ["--password-store=gnome-libsecret"]
      : []),
    ...(start.companionOrigin === null
      ? []
      : [`--companion=${start.companionOrigin}`]),
    ...(start.modules.length === 0
      ? []
      : [
          `--pkcs11-modules=${start.modules.join(process.platform === "win32" ? ";" : ":")}`,
        ]),
  ];
}

/** The system's own dialogs are outside of what a test can click; closing with unsent items is always confirmed. */
async function answerDialogs(
  application: ElectronApplication,
  chosenPath: string | null,
): Promise<void> {
  await application.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () =>
      Promise.resolve({
        canceled: chosen === null,
        filePaths: chosen === null ? [] : [chosen],
      });
    dialog.showSaveDialog = () =>
      Promise.resolve({ canceled: chosen === null, filePath: chosen ?? "" });
    dialog.showMessageBox = () =>
      Promise.resolve({ response: 1, checkboxChecked: false });
  }, chosenPath);
}

function definedOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    ),
  );
}
