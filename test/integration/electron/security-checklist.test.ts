import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { fuses } from "../../../dev/packaging/fuses.ts";
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

let electron: FakeElectronMain;
let profile: string;

beforeAll(async () => {
  profile = mkdtempSync(join(tmpdir(), "electron-profile-"));
  electron = createFakeElectronMain({
    "data-dir": profile,
    companion: "https://filing.example.cn",
    "pkcs11-modules": join(profile, "no-driver.so"),
  });
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

  it("14: opens no further window", () => {
    const { openHandler } = strayContents();
    expect(openHandler?.({ url: "app://client/" })).toEqual({ action: "deny" });
  });

  it("15: hands only the listed addresses to the system's browser", () => {
    const { openHandler } = strayContents();
    const before = electron.openedOutside.length;
    for (const url of [
      "file:///C:/Windows/System32/calc.exe",
      "ms-msdt:/id",
      "https://evil.example/",
      "javascript:alert(1)",
    ])
      openHandler?.({ url });
    expect(electron.openedOutside).toHaveLength(before);
    openHandler?.({ url: "https://ecomp.mofcom.gov.cn/loginCorp.html" });
    expect(electron.openedOutside.slice(before)).toEqual([
      "https://ecomp.mofcom.gov.cn/loginCorp.html",
    ]);
  });

  it("16: is built with one exact version of Electron", () => {
    const { devDependencies } = JSON.parse(
      readFileSync(join(project, "package.json"), "utf8"),
    ) as { devDependencies: Record<string, string> };
    expect(devDependencies["electron"]).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("17: listens on two channels, and on neither to a foreign frame or window", () => {
    expect(electron.ipcMain.eventNames().sort()).toEqual([
      "bridge-message",
      "bridge-open",
    ]);
    const sent: unknown[] = [];
    const frame = (url: string, parent: object | null) => ({
      url,
      parent,
      isDestroyed: () => false,
      send: (...args: unknown[]) => sent.push(args),
    });
    const own = electron.windows[0]?.webContents;
    const call = JSON.stringify({
      kind: "call",
      id: 1,
      name: "session.state",
      input: {},
    });
    for (const event of [
      { sender: own, senderFrame: frame("app://client/", {}) },
      { sender: own, senderFrame: frame("https://evil.example/", null) },
      { sender: own, senderFrame: null },
      {
        sender: new FakeWebContents(),
        senderFrame: frame("app://client/", null),
      },
    ])
      for (const channel of electron.ipcMain.eventNames())
        electron.ipcMain.emit(channel, event, call);
    expect(sent).toEqual([]);
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

  it("takes electron-updater's session the client's way through the network", () => {
    const system = [{ mode: "system" }, "connections closed"];
    expect(electron.proxies).toEqual({
      default: system,
      "electron-updater": system,
    });
  });

  it("looks at keys and updates again when the machine wakes up", async () => {
    const told: string[] = [];
    const page = {
      sender: electron.windows[0]?.webContents,
      senderFrame: {
        url: "app://client/",
        parent: null,
        isDestroyed: () => false,
        send: (_channel: string, text: string) => told.push(text),
      },
    };
    electron.ipcMain.emit("bridge-open", page);
    electron.powerMonitor.emit("resume");
    const names = () =>
      told.map((text) => (JSON.parse(text) as { name?: string }).name);
    await vi.waitFor(() =>
      expect(names()).toEqual(
        expect.arrayContaining(["usb-key.changed", "updates.changed"]),
      ),
    );
  });

  it("keeps developer tools shut in a packaged client", () => {
    expect(webPreferences().map(({ devTools }) => devTools)).toEqual([false]);
  });
});
