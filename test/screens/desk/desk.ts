import { existsSync, rmSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron, test as baseTest, type Page } from "@playwright/test";
import {
  createDemoEstate,
  createSm2Estate,
  type DemoEstate,
} from "../../../dev/demo-ca/create-demo-estate.ts";
import type { DemoKeyName } from "../../../dev/demo-ca/demo-keys.ts";
import { findFreePort } from "../../fixtures/programs/find-free-port.ts";
import {
  startFaultyProxy,
  type FaultyProxy,
} from "../../integration/sync/faulty-proxy.ts";
import {
  runProgram,
  startProgram,
  type ChildProgram,
} from "./child-program.ts";
import { ElectronClient, findElectronProgram } from "./electron-client.ts";
import { watchComplaints } from "./watch-complaints.ts";

const reviewer = { name: "beijing", password: "Review-2026!" };

/** `npm run package:check` walks the same screens with the client it packed. */
const packedFolder = process.env["PACKED_CLIENT"];
const packedClient =
  packedFolder === undefined ? [] : ["--packed", packedFolder];

/** Set by playwright.config.ts for `--project electron`: a run has one host. */
const electronProgram =
  process.env["SCREENS_HOST"] === "electron"
    ? findElectronProgram(process.env)
    : null;

type KeyAlgorithm = "rsa" | "sm2";

/** How the client is started: its drivers, and what they read from their process. */
export interface ClientStart {
  readonly modules?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** False leaves the API's address to 系统设置. */
  readonly isAddressNamed?: boolean;
  /** What every file dialog answers. */
  readonly choose?: string;
  /** More of `npm run browser-host`'s arguments; its tests are tagged @browser-host. */
  readonly further?: readonly string[];
}

/** A clerk's desk: a key, a client, and the API of the authority, all real programs. */
export class Desk {
  readonly folder: string;
  readonly key: DemoEstate;
  readonly #electron =
    electronProgram === null
      ? null
      : new ElectronClient(_electron, electronProgram);
  #companion: ChildProgram | null = null;
  #client: ChildProgram | null = null;
  #companionEnvironment: Record<string, string> = {};
  #clockEnvironment: Record<string, string> = {};
  #aheadMs = 0;
  #companionPort = 0;
  #network: FaultyProxy | null = null;
  #clientPort = 0;

  private constructor(folder: string, key: DemoEstate) {
    this.folder = folder;
    this.key = key;
  }

  static async prepare(
    furtherKeys: readonly DemoKeyName[],
    keyAlgorithm: KeyAlgorithm = "rsa",
    isNetworkOurs = false,
  ): Promise<Desk> {
    const folder = await mkdtemp(join(tmpdir(), "used-car-filing-desk-"));
    await cp(await deskModel(furtherKeys, keyAlgorithm), folder, {
      recursive: true,
    });
    const key = await createKey(folder, furtherKeys, keyAlgorithm);
    const desk = new Desk(folder, key);
    if (isNetworkOurs) {
      desk.#network = await startFaultyProxy();
      desk.#companionPort = await findFreePort();
    }
    await desk.startCompanion();
    return desk;
  }

  /** Electron's window, over restarts. */
  get window(): Page {
    if (this.#electron === null) throw new Error("The host is no Electron.");
    return this.#electron.page;
  }

  get companionFolder(): string {
    return join(this.folder, "companion");
  }

  get companionOrigin(): string {
    return this.#network?.origin ?? this.#directOrigin;
  }

  get #directOrigin(): string {
    return `http://127.0.0.1:${String(this.#companionPort)}`;
  }

  /** What lies between client and API; only where the test asked for it with `isNetworkOurs`. */
  get network(): FaultyProxy {
    if (this.#network === null) throw new Error("isNetworkOurs is not set");
    return this.#network;
  }

  /** Keeps its port over restarts, as an authority's address does. */
  async startCompanion(): Promise<void> {
    this.#companion = await startProgram("src-companion/start-server.ts", [], {
      COMPANION_HOST: "127.0.0.1",
      COMPANION_PORT: String(this.#companionPort),
      COMPANION_DATA_DIR: this.companionFolder,
      COMPANION_SMS_OUTBOX: join(this.folder, "sms-outbox"),
      COMPANION_MAIL_OUTBOX: join(this.folder, "mail-outbox"),
      ...this.#companionEnvironment,
      ...this.#clockEnvironment,
      ...(this.#network !== null && { COMPANION_ORIGIN: this.#network.origin }),
    });
    if (this.#network !== null) this.#network.target = this.#directOrigin;
    else
      this.#companionPort = Number(
        new URL(String(this.#companion.ready["address"])).port,
      );
  }

  /** Restarts the API with more in its environment; it stays for later starts. */
  async configureCompanion(environment: Record<string, string>): Promise<void> {
    this.#companionEnvironment = environment;
    await this.stopCompanion();
    await this.startCompanion();
  }

  /** From now on `passTime` holds for the API, and for clients started later. */
  async useMovableClock(): Promise<void> {
    const preload = new URL("movable-clock.ts", import.meta.url).href;
    this.#clockEnvironment = {
      NODE_OPTIONS: `--import=${preload}`,
      MOVABLE_CLOCK: join(this.folder, "clock"),
    };
    await this.configureCompanion(this.#companionEnvironment);
  }

  async passTime(ms: number): Promise<void> {
    this.#aheadMs += ms;
    await writeFile(join(this.folder, "clock"), String(this.#aheadMs));
  }

  /** Addresses that the client has opened in the system's browser, oldest first. */
  openedPages(): string[] {
    const said = this.#client?.said() ?? "";
    return [...said.matchAll(/^打开网址：(.+)$/gm)].map(([, url = ""]) => url);
  }

  /** The code in the message that was sent last; nobody's telephone rings here. */
  async lastCode(by: "sms" | "mail"): Promise<string> {
    const last = (await this.messages(by)).at(-1) ?? "";
    const code = /验证码 (\d{6})/.exec(last)?.[1];
    if (code === undefined) throw new Error(`no code came by ${by}`);
    return code;
  }

  /** What the API has sent, a line each, oldest first. */
  async messages(by: "sms" | "mail"): Promise<string[]> {
    const outbox = join(this.folder, `${by}-outbox`);
    if (!existsSync(outbox)) return [];
    return (await readFile(outbox, "utf8")).trimEnd().split("\n");
  }

  async stopCompanion(how: "stop" | "kill" = "stop"): Promise<void> {
    this.#network?.cutOff();
    await this.#companion?.[how]();
    this.#companion = null;
  }

  /** Starts the client on its profile and returns the address that opens it. */
  async startClient({
    modules = [this.key.module],
    environment = {},
    isAddressNamed = true,
    choose,
    further = [],
  }: ClientStart = {}): Promise<string> {
    if (this.#electron !== null) {
      if (further.length > 0)
        throw new Error("Electron has no such switch: tag it @browser-host.");
      await this.#electron.start({
        profile: join(this.folder, "profile"),
        companionOrigin: isAddressNamed ? this.companionOrigin : null,
        modules,
        chosenPath: choose ?? null,
        environment: { ...this.key.environment, ...environment },
      });
      return "app://client/";
    }
    this.#client = await startProgram(
      "dev/browser-host.ts",
      [
        ...["--data-dir", join(this.folder, "profile")],
        ...(isAddressNamed ? ["--companion", this.companionOrigin] : []),
        ...["--port", String(this.#clientPort)],
        ...modules.flatMap((module) => ["--pkcs11-module", module]),
        ...(choose === undefined ? [] : ["--choose", choose]),
        ...packedClient,
        ...further,
      ],
      {
        ...this.key.environment,
        ...environment,
        ...this.#clockEnvironment,
      },
    );
    const url = String(this.#client.ready["url"]);
    this.#clientPort = Number(new URL(url).port);
    return url;
  }

  async stopClient(how: "stop" | "kill" = "stop"): Promise<void> {
    await this.#electron?.end(how);
    await this.#client?.[how]();
    this.#client = null;
  }

  /** `npm run review -- …` as the reviewer of 北京市商务局. */
  async review(...args: string[]): Promise<string> {
    return runProgram(
      "src-companion/cli/review.ts",
      [...args, "--companion", this.companionOrigin, "--name", reviewer.name],
      { REVIEW_PASSWORD: reviewer.password },
    );
  }

  async clear(): Promise<void> {
    await this.stopClient();
    await this.stopCompanion();
    await this.#network?.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** One folder a worker and kind of desk, which every desk of the kind is copied from: four programs make it. */
const deskModels = new Map<string, Promise<string>>();

function deskModel(
  furtherKeys: readonly DemoKeyName[],
  keyAlgorithm: KeyAlgorithm,
): Promise<string> {
  const kind = [keyAlgorithm, ...furtherKeys].join(" ");
  const model =
    deskModels.get(kind) ?? buildDeskModel(furtherKeys, keyAlgorithm);
  deskModels.set(kind, model);
  return model;
}

async function buildDeskModel(
  furtherKeys: readonly DemoKeyName[],
  keyAlgorithm: KeyAlgorithm,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "used-car-filing-desk-model-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const { caFile, crlFile } = await createKey(
    folder,
    furtherKeys,
    keyAlgorithm,
  );
  const companionData = ["--data-dir", join(folder, "companion")];
  const trust = "src-companion/cli/trust.ts";
  await runProgram(trust, ["add-anchor", caFile, ...companionData]);
  await runProgram(trust, ["add-crl", crlFile, ...companionData]);
  await runProgram("src-companion/cli/create-reviewer.ts", [
    ...companionData,
    ...["--name", reviewer.name, "--password", reviewer.password],
    ...["--authority", "北京市商务局", "--province", "北京市"],
  ]);
  return folder;
}

function createKey(
  folder: string,
  furtherKeys: readonly DemoKeyName[],
  keyAlgorithm: KeyAlgorithm,
): Promise<DemoEstate> {
  const keyFolder = join(folder, "key");
  return keyAlgorithm === "sm2"
    ? createSm2Estate(keyFolder)
    : createDemoEstate(keyFolder, furtherKeys);
}

export const test = baseTest.extend<{
  furtherKeys: readonly DemoKeyName[];
  keyAlgorithm: KeyAlgorithm;
  isNetworkOurs: boolean;
  desk: Desk;
  otherPage: Page;
  clientPage: Page;
}>({
  /** Keys on the desk beside the ordinary one, each with one thing wrong. */
  furtherKeys: [[], { option: true }],
  /** What the clerk's key computes with. */
  keyAlgorithm: ["rsa", { option: true }],
  /** True: a proxy between client and API whose faults the test chooses. */
  isNetworkOurs: [false, { option: true }],
  desk: async ({ furtherKeys, keyAlgorithm, isNetworkOurs }, use) => {
    const desk = await Desk.prepare(furtherKeys, keyAlgorithm, isNetworkOurs);
    await use(desk);
    await desk.clear();
  },
  page:
    electronProgram === null
      ? async ({ page }, use) => useWatched(page, use)
      : async ({ desk }, use) => useWatched(desk.window, use),
  /** The page of a second machine's browser. */
  otherPage: async ({ browser }, use) => {
    const context = await browser.newContext();
    await useWatched(await context.newPage(), use);
    await context.close();
  },
  /** The client, open and signed out. */
  clientPage: async ({ desk, page }, use) => {
    await page.goto(await desk.startClient());
    await use(page);
  },
});

/** Whatever a test is about, it fails on any page error or CSP violation. */
async function useWatched(
  page: Page,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const complaints = await watchComplaints(page);
  await use(page);
  baseTest.expect(complaints).toEqual([]);
}

export const { expect } = baseTest;
