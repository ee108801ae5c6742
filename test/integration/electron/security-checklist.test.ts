import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { fuses } from "../../../dev/packaging/fuses.ts";
import { contract } from "../../../src-shared/bridge/contract.ts";
import {
  fromHostSchema,
  type FromHost,
} from "../../../src-shared/bridge/wire.ts";
import { readPolicyFile } from "../../../src-main/settings/policy-file.ts";
import { contentSecurityPolicy } from "../../../src-main/page/page-headers.ts";
import {
  createFakeElectronMain,
  FakeWebContents,
  type FakeElectronMain,
} from "../../fixtures/fakes/fake-electron-main.ts";

// The 20 points of https://www.electronjs.org/docs/latest/tutorial/security, in its order, against the entry as it runs.

const project = join(import.meta.dirname, "../../..");
const electronSources = readdirSync(join(project, "src-main/electron"))
  .filter((name) => name.endsWith(".ts"))
  .map((name) => ({
    name,
    text: readFileSync(join(project, "src-main/electron", name), "utf8"),
  }));

const paper = "print.html?ticket=once";
const guide = "https://www.example.cn/guide";

let electron: FakeElectronMain;
let profile: string;

beforeAll(async () => {
  profile = mkdtempSync(join(tmpdir(), "electron-profile-"));
  electron = createFakeElectronMain({
    "data-dir": profile,
    companion: "https://filing.example.cn",
    "pkcs11-modules": join(profile, "no-driver.so"),
  });
  writeFileSync(
    join(profile, "policy.json"),
    JSON.stringify({ enforced: { keyGuideUrl: guide } }),
  );
  vi.doMock("../../../src-main/application/policy-places.ts", () => ({
    policyPlaces: () => [readPolicyFile(join(profile, "policy.json"))],
  }));
  // Electron says where the packed resources lie.
  Object.assign(process, { resourcesPath: profile });
  // The page as it would be found beside the bundled entry.
  vi.doMock("electron", () => electron.module);
  vi.doMock("../../../src-main/page/page-files.ts", () => ({
    listPageFiles: () => new Map(),
  }));
  await import("../../../src-main/electron/main.ts");
  electron.app.becomeReady();
  await vi.waitFor(() => expect(electron.windows[0]?.loaded).toHaveLength(1), {
    timeout: 20_000,
  });
  const { printPage } =
    await import("../../../src-main/electron/print-page.ts");
  await printPage(paper, new AbortController().signal);
});

afterAll(async () => {
  const event = { preventDefault: () => undefined };
  electron.app.emit("will-quit", event);
  await vi.waitFor(() => expect(electron.app.calls).toContain("quit"), {
    timeout: 20_000,
  });
  rmSync(profile, { recursive: true, force: true });
});

function webPreferences(): Record<string, unknown>[] {
  return electron.windows.map(
    ({ options }) => options["webPreferences"] as Record<string, unknown>,
  );
}

/** The client's own page: what it asks, and everything it is told. */
function connectPage() {
  const told: FromHost[] = [];
  const event = {
    sender: electron.windows[0]?.webContents,
    senderFrame: {
      url: "app://client/",
      parent: null,
      isDestroyed: () => false,
      send: (channel: string, text: string) => {
        if (channel === "bridge-message")
          told.push(fromHostSchema.parse(JSON.parse(text)));
      },
    },
  };
  electron.ipcMain.emit("bridge-open", event);
  let asked = 0;
  const write = (name: string, input: unknown): string =>
    JSON.stringify({ kind: "call", id: (asked += 1), name, input });
  return {
    write,
    events: () =>
      told.flatMap((each) => (each.kind === "event" ? [each.name] : [])),
    countReplies: () => told.filter(({ kind }) => kind !== "event").length,
    /** @returns the name of the problem, or "answered" */
    call: async (name: string, input: unknown): Promise<string> => {
      const text = write(name, input);
      const id = asked;
      electron.ipcMain.emit("bridge-message", event, text);
      return vi.waitFor(() => {
        const reply = told.find((each) => "id" in each && each.id === id);
        if (reply === undefined) throw new Error(`${name} is not answered`);
        return reply.kind === "failure" ? reply.problem.code : "answered";
      });
    },
  };
}

/** What a WebContents that nobody planned is allowed. */
function strayContents(): FakeWebContents {
  const contents = new FakeWebContents();
  electron.app.emit("web-contents-created", {}, contents);
  return contents;
}

function isPrevented(contents: FakeWebContents, name: string, details: object) {
  let prevented = false;
  contents.emit(name, {
    ...details,
    preventDefault: () => {
      prevented = true;
    },
  });
  return prevented;
}

describe("Electron's security checklist", () => {
  it("1: loads nothing but the client's own page", () => {
    expect(electron.windows.map(({ loaded }) => loaded)).toEqual([
      ["app://client/"],
      [`app://client/${paper}`],
    ]);
  });

  it("2: gives no page Node", () => {
    for (const preferences of webPreferences())
      expect(preferences).toMatchObject({
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
      });
  });

  it("3: isolates every page from its preload", () => {
    for (const preferences of webPreferences())
      expect(preferences["contextIsolation"]).toBe(true);
  });

  it("4: sandboxes every process, before any window is there", () => {
    expect(electron.app.calls).toContain("enableSandbox");
    for (const preferences of webPreferences())
      expect(preferences["sandbox"]).toBe(true);
  });

  it("5: grants no permission, device or check", () => {
    const answers: unknown[] = [];
    electron.permission["setPermissionRequestHandler"]?.(
      {},
      "media",
      (answer: unknown) => answers.push(answer),
    );
    answers.push(
      electron.permission["setPermissionCheckHandler"]?.({}, "clipboard-read"),
      electron.permission["setDevicePermissionHandler"]?.({
        deviceType: "hid",
      }),
    );
    expect(answers).toEqual([false, false, false]);
  });

  it("6: leaves web security on", () => {
    for (const preferences of webPreferences())
      expect(preferences["webSecurity"]).toBe(true);
  });

  it("7: gives the page a policy that starts from nothing, without unsafe words", () => {
    const policy = contentSecurityPolicy("nonce");
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  });

  it("8: allows no insecure content", () => {
    for (const preferences of webPreferences())
      expect(preferences["allowRunningInsecureContent"]).toBe(false);
  });

  it("9: turns on no experimental feature", () => {
    for (const preferences of webPreferences())
      expect(preferences["experimentalFeatures"]).toBe(false);
  });

  it("10: names no Blink feature", () => {
    for (const preferences of webPreferences())
      expect(Object.keys(preferences)).not.toContain("enableBlinkFeatures");
    for (const { text } of electronSources)
      expect(text).not.toMatch(/enable-blink-features|enableBlinkFeatures/);
  });

  it("11: has no webview, so none with popups", () => {
    for (const preferences of webPreferences())
      expect(preferences["webviewTag"]).toBe(false);
  });

  it("12: refuses a webview that something attaches all the same", () => {
    expect(isPrevented(strayContents(), "will-attach-webview", {})).toBe(true);
  });

  it("13: follows no navigation away from the page, in no frame, and no redirect", () => {
    const contents = strayContents();
    expect([
      isPrevented(contents, "will-frame-navigate", {
        url: "https://evil.example/",
        isMainFrame: true,
      }),
      isPrevented(contents, "will-frame-navigate", {
        url: "https://evil.example/",
        isMainFrame: false,
      }),
      isPrevented(contents, "will-redirect", { url: "app://client/" }),
    ]).toEqual([true, true, true]);
  });

  it("14: opens no further window, and hands no address of one to the system", () => {
    const { openHandler } = strayContents();
    for (const url of ["app://client/", "https://evil.example/", guide])
      expect(openHandler?.({ url })).toEqual({ action: "deny" });
    expect(electron.openedOutside).toEqual([]);
  });

  it("15: hands only the listed addresses to the system's browser", async () => {
    const page = connectPage();
    const answers = [
      await page.call("settings.open-link", { name: "keyGuideUrl" }),
      await page.call("settings.open-link", { name: "driverDownloadUrl" }),
      await page.call("settings.open-link", { name: "openIdIssuer" }),
      await page.call("settings.open-link", { url: "ms-msdt:/id" }),
    ];
    expect({ answers, opened: electron.openedOutside }).toEqual({
      answers: [
        "answered",
        "setting-link-not-set",
        "bridge-bad-input",
        "bridge-bad-input",
      ],
      opened: [guide],
    });
    const doors = electronSources.flatMap(({ name, text }) =>
      [...text.matchAll(/openExternal\(/g)].map(() => name),
    );
    expect(doors).toEqual(["electron-ports.ts"]);
  });

  it("16: is built with one exact version of Electron", () => {
    const { devDependencies } = JSON.parse(
      readFileSync(join(project, "package.json"), "utf8"),
    ) as { devDependencies: Record<string, string> };
    expect(devDependencies["electron"]).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("17: listens on two channels, and answers none of its handlers to a foreign frame or window", async () => {
    expect(electron.ipcMain.eventNames().sort()).toEqual([
      "bridge-message",
      "bridge-open",
    ]);
    const own = electron.windows[0]?.webContents;
    const page = connectPage();
    const sent: unknown[] = [];
    const frame = (url: string, parent: object | null) => ({
      url,
      parent,
      isDestroyed: () => false,
      send: (...args: unknown[]) => sent.push(args),
    });
    const foreign = [
      { sender: own, senderFrame: frame("app://client/", {}) },
      { sender: own, senderFrame: frame("https://evil.example/", null) },
      { sender: own, senderFrame: frame("app://client.evil.example/", null) },
      { sender: own, senderFrame: null },
      {
        sender: new FakeWebContents(),
        senderFrame: frame("app://client/", null),
      },
    ];
    const names = Object.keys(contract);
    // No handler takes it, so that the control below changes nothing.
    const stray = { isForeign: true };
    for (const event of foreign) {
      electron.ipcMain.emit("bridge-open", event);
      for (const name of names)
        electron.ipcMain.emit("bridge-message", event, page.write(name, stray));
    }
    // The same from the page itself: each is answered, and by then nothing else was.
    const answers = await Promise.all(
      names.map((name) => page.call(name, stray)),
    );
    expect(answers.filter((each) => each === "answered")).toEqual([]);
    expect({ sent, replies: page.countReplies() }).toEqual({
      sent: [],
      replies: names.length,
    });
  });

  it("18: serves the page by a protocol of its own and nothing by file:", () => {
    expect([...electron.protocols.keys()]).toEqual(["app"]);
    for (const { text } of electronSources)
      expect(text).not.toMatch(/loadFile\(|["']file:\/\//);
  });

  it("19: has decided all nine fuses", () => {
    const decided = Object.keys(fuses).filter((name) => /^\d$/.test(name));
    expect(decided).toHaveLength(9);
    expect(fuses.strictlyRequireAllFuses).toBe(true);
  });

  it("20: shows the page no part of Electron: the preload exposes one pipe", () => {
    const exposing = electronSources.filter(({ text }) =>
      text.includes("exposeInMainWorld"),
    );
    expect(exposing.map(({ name }) => name)).toEqual(["preload.ts"]);
  });
});

describe("beyond the checklist", () => {
  it("offers a web server no client certificate by itself", () => {
    const answers: unknown[][] = [];
    let prevented = false;
    electron.app.emit(
      "select-client-certificate",
      {
        preventDefault: () => {
          prevented = true;
        },
      },
      {},
      "https://filing.example.cn",
      [{ issuerName: "CA" }],
      (...args: unknown[]) => answers.push(args),
    );
    expect({ prevented, answers }).toEqual({ prevented: true, answers: [[]] });
  });

  it("gives every window options of a file that says so, so that none is forgotten here", () => {
    const made = electronSources.flatMap(({ text }) =>
      [...text.matchAll(/new BrowserWindow\((\w+)\(/g)].map(([, name]) => name),
    );
    const all = electronSources.flatMap(({ text }) => [
      ...text.matchAll(/new BrowserWindow\(/g),
    ]);
    expect(made.sort()).toEqual(["mainWindowOptions", "printWindowOptions"]);
    expect(all).toHaveLength(made.length);
  });

  it("prints in a window that nobody sees, without a pipe, that goes nowhere and is gone afterwards", () => {
    const [, window] = electron.windows;
    if (window === undefined) throw new Error("nothing was printed");
    const { options, webContents } = window;
    const goes = (url: string) =>
      !isPrevented(webContents, "will-frame-navigate", {
        url,
        isMainFrame: true,
      });
    expect({
      isShown: options["show"],
      preferences: Object.keys(options["webPreferences"] as object).filter(
        (name) => ["preload", "session", "partition"].includes(name),
      ),
      goes: [
        `app://client/${paper}`,
        "app://client/",
        "app://client/index.html",
        "app://client/attachments/once",
        "https://evil.example/",
        "file:///etc/passwd",
      ].filter(goes),
      opens: webContents.openHandler?.({ url: "app://client/" }),
      happened: window.happened,
    }).toEqual({
      isShown: false,
      preferences: [],
      goes: [`app://client/${paper}`],
      opens: { action: "deny" },
      happened: ["closed"],
    });
  });

  it("takes electron-updater's session the client's way through the network", () => {
    const system = [{ mode: "system" }, "connections closed"];
    expect(electron.proxies).toEqual({
      default: system,
      "electron-updater": system,
    });
  });

  it("tells the application when the machine wakes up, which looks for updates among other things", async () => {
    const page = connectPage();
    electron.powerMonitor.emit("resume");
    await vi.waitFor(
      () => expect(page.events()).toContain("updates.changed"),
      30_000,
    );
  });

  it("asks the page for what was typed before the machine sleeps and before the session ends", () => {
    const page = connectPage();
    electron.powerMonitor.emit("suspend");
    electron.windows[0]?.emit("query-session-end", {});
    expect(page.events()).toEqual(["drafts.keep-now", "drafts.keep-now"]);
  });

  it("has a menu of its own, which neither reloads the page nor opens anything", () => {
    expect(electron.menuRoles.toSorted()).toEqual([
      "copy",
      "cut",
      "none",
      "paste",
      "redo",
      "resetZoom",
      "selectAll",
      "togglefullscreen",
      "undo",
      "zoomIn",
      "zoomOut",
    ]);
  });

  it("keeps developer tools shut in a packaged client", () => {
    for (const preferences of webPreferences())
      expect(preferences["devTools"]).toBe(false);
  });
});
