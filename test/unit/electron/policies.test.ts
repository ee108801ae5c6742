import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  readHostSettings,
  settingsFilePath,
} from "../../../src-main/electron/host-settings.ts";
import { mainWindowOptions } from "../../../src-main/electron/main-window-options.ts";
import {
  mayNavigate,
  mayOpenExternally,
} from "../../../src-main/electron/navigation-policy.ts";
import { printWindowOptions } from "../../../src-main/electron/print-window-options.ts";
import { profileFolder } from "../../../src-main/electron/profile-folder.ts";
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

describe("where the window may go", () => {
  it.each([
    ["app://client/", true, true],
    ["app://client/index.html#/x", true, true],
    ["app://client/attachments/abc", false, true],
    ["blob:app://client/6b2f", false, true],
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
    expect(mayNavigate({ url, isMainFrame })).toBe(expected);
  });
});

describe("what the system's browser is asked to open", () => {
  it.each([
    ["https://ecomp.mofcom.gov.cn/loginCorp.html", true],
    ["https://www.licence.org.cn/", true],
    ["http://ecomp.mofcom.gov.cn/", false],
    ["https://ecomp.mofcom.gov.cn.evil.example/", false],
    ["https://user:pw@ecomp.mofcom.gov.cn/", false],
    ["https://ecomp.mofcom.gov.cn:8443/", false],
    ["ms-msdt:/id", false],
    ["file:///C:/Windows/System32/calc.exe", false],
    ["javascript:alert(1)", false],
    ["", false],
  ])("%s: %s", (url, expected) => {
    expect(mayOpenExternally(url)).toBe(expected);
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
      LOCALAPPDATA: "/users/zhang/AppData/Local",
      APPDATA: "/users/zhang/AppData/Roaming",
    };
    expect(
      profileFolder("win32", environment, "/users/zhang/AppData/Roaming"),
    ).toBe(join("/users/zhang/AppData/Local", "used-car-filing"));
  });

  it("lies in the user's application data elsewhere", () => {
    expect(profileFolder("linux", {}, "/home/zhang/.config")).toBe(
      "/home/zhang/.config/used-car-filing",
    );
  });
});

describe("settings of the host", () => {
  const noSwitch = (): string => "";
  const installed = (): string[] => ["C:\\Windows\\System32\\installed.dll"];
  const file = JSON.stringify({
    companionOrigin: "https://filing.example.cn/api",
    pkcs11Modules: ["C:\\ca\\gm3000_pkcs11.dll"],
  });

  it("come from the file IT installs, with the drivers found installed", () => {
    expect(readHostSettings(noSwitch, file, installed)).toEqual({
      companionOrigin: "https://filing.example.cn",
      pkcs11Modules: [
        "C:\\ca\\gm3000_pkcs11.dll",
        "C:\\Windows\\System32\\installed.dll",
      ],
    });
  });

  it("come from the command line first", () => {
    const switches: Record<string, string> = {
      companion: "http://127.0.0.1:8080",
      "pkcs11-modules": "/a.so:/b.so",
    };
    expect(
      readHostSettings((name) => switches[name] ?? "", file, installed),
    ).toEqual({
      companionOrigin: "http://127.0.0.1:8080",
      pkcs11Modules: ["/a.so", "/b.so"],
    });
  });

  it("are missing where nobody named a companion API", () => {
    expect(readHostSettings(noSwitch, null, installed)).toBeNull();
    expect(readHostSettings(noSwitch, "{}", installed)).toBeNull();
  });

  it("refuse a file with a misspelt name rather than ignore it", () => {
    expect(() =>
      readHostSettings(noSwitch, '{"companion":"x"}', installed),
    ).toThrow();
  });

  it("are looked for where an administrator alone may write", () => {
    expect([
      settingsFilePath("win32", { ProgramData: "/programdata" }),
      settingsFilePath("linux", {}),
    ]).toEqual([
      join("/programdata", "UsedCarFiling", "settings.json"),
      "/etc/used-car-filing/settings.json",
    ]);
  });
});
