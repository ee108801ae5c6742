import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { mainWindowOptions } from "../../../src-main/electron/main-window-options.ts";
import { mayNavigate } from "../../../src-main/electron/navigation-policy.ts";
import { printWindowOptions } from "../../../src-main/electron/print-window-options.ts";
import {
  makeProfileFolder,
  profileFolder,
} from "../../../src-main/electron/profile-folder.ts";
import { isTrustedSender } from "../../../src-main/electron/trusted-sender.ts";

const page = { url: "app://client/", isMainFrame: true, isOwnWindow: true };

describe("who may use the bridge", () => {
  it("is the main frame of the own page in the own window", () => {
    expect(isTrustedSender(page)).toBe(true);
    expect(isTrustedSender({ ...page, url: "app://client/#/list" })).toBe(true);
  });

  it.each([
    { ...page, isMainFrame: false },
    { ...page, isOwnWindow: false },
    ...[
      "",
      "about:blank",
      "app://other/",
      "app://client.evil/",
      "app://user@client/",
      "app:client",
      "blob:app://client/1",
      "data:text/html,x",
      "file:///client/",
      "http://client/",
      "https://evil.example/?app://client/",
    ].map((url) => ({ ...page, url })),
  ])("is nobody else: %o", (sender) => {
    expect(isTrustedSender(sender)).toBe(false);
  });
});

const pdfViewer = "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai";

describe("where the window may go", () => {
  it.each([
    ["app://client/", true, true],
    ["app://client/?again#/x", true, true],
    ["app://client/print.html?ticket=abc", true, false],
    ["app://client/attachments/abc", false, true],
    ["blob:app://client/6b2f", false, true],
    [`${pdfViewer}/index.html`, false, true],
    [`${pdfViewer}/2c5d11a0-0f5e-4d0a-9d3e-1f4f6a8f7b21`, false, true],
    [`${pdfViewer}/index.html`, true, false],
    [`${pdfViewer}.evil.example/`, false, false],
    [`${pdfViewer}:80/`, false, false],
    [pdfViewer.replace("://", "://user@"), false, false],
    [pdfViewer.replace("chrome-extension", "https"), false, false],
    ["chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh/", false, false],
    ["app://client/attachments/abc", true, false],
    ["app://client/assets/main.js", true, false],
    ["blob:app://client/6b2f", true, false],
    ["app://client/", false, false],
    ["blob:https://evil.example/1", false, false],
    ["https://ecomp.mofcom.gov.cn/", true, false],
    ["javascript:alert(1)", true, false],
    ["file:///etc/passwd", false, false],
    ["not a url", true, false],
  ])("%s, main frame %s: %s", (url, isMainFrame, expected) => {
    const from = "app://client/";
    expect(mayNavigate({ url, isMainFrame, from })).toBe(expected);
  });
});

describe("the window", () => {
  it("keeps every point of Electron's security checklist that is an option of the window", () => {
    const { webPreferences } = mainWindowOptions("/p/preload.cjs", true);
    expect(webPreferences).toEqual({
      preload: "/p/preload.cjs",
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      plugins: true,
      devTools: false,
    });
  });

  it("opens developer tools only where the client is not packaged", () => {
    const { webPreferences } = mainWindowOptions("/p/preload.cjs", false);
    expect(webPreferences?.devTools).toBe(true);
  });
});

describe("the window that prints", () => {
  it("is never shown and has neither bridge nor any right that the main window lacks", () => {
    const { show, webPreferences } = printWindowOptions();
    const { preload, ...main } =
      mainWindowOptions("/p/preload.cjs", true).webPreferences ?? {};
    expect({ show, webPreferences }).toEqual({
      show: false,
      webPreferences: { ...main, plugins: false, backgroundThrottling: false },
    });
    expect(preload).toBe("/p/preload.cjs");
  });
});

describe("the profile", () => {
  it("lies in the local, not the roaming application data on Windows", () => {
    const environment = {
      LOCALAPPDATA: "C:\\Users\\zhang\\AppData\\Local",
      APPDATA: "C:\\Users\\zhang\\AppData\\Roaming",
    };
    expect(profileFolder("win32", environment, environment.APPDATA)).toBe(
      "C:\\Users\\zhang\\AppData\\Local\\used-car-filing",
    );
  });

  it("lies in the user's application data elsewhere", () => {
    expect(profileFolder("linux", {}, "/home/zhang/.config")).toBe(
      "/home/zhang/.config/used-car-filing",
    );
  });

  it("is made before Electron is told of it, with all folders on the way and as an absolute path", () => {
    const parent = mkdtempSync(join(tmpdir(), "profile-"));
    const made = makeProfileFolder(
      relative(process.cwd(), join(parent, "not/yet/there")),
    );
    expect({
      made,
      isAbsolute: isAbsolute(made),
      isFolder: statSync(made).isDirectory(),
      again: makeProfileFolder(made),
    }).toEqual({
      made: join(parent, "not/yet/there"),
      isAbsolute: true,
      isFolder: true,
      again: made,
    });
  });
});
