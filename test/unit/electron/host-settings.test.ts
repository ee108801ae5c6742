import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  HostSettingsError,
  readHostSettings,
  readSettingsFile,
  settingsFilePath,
} from "../../../src-main/electron/host-settings.ts";

const noSwitch = (): string => "";
const installed = (): string[] => ["C:\\Windows\\System32\\installed.dll"];
const file = JSON.stringify({
  companionOrigin: "https://filing.example.cn/api",
  pkcs11Modules: ["C:\\ca\\gm3000_pkcs11.dll"],
});
const fromFile = {
  companionOrigin: "https://filing.example.cn",
  pkcs11Modules: [
    "C:\\ca\\gm3000_pkcs11.dll",
    "C:\\Windows\\System32\\installed.dll",
  ],
};

describe("settings of the host", () => {
  it("come from the file IT installs, with the drivers found installed", () => {
    expect(readHostSettings(noSwitch, file, installed)).toEqual(fromFile);
  });

  it("come from a file that an editor of Windows began with a byte order mark", () => {
    const path = join(
      mkdtempSync(join(tmpdir(), "settings-")),
      "settings.json",
    );
    writeFileSync(path, Buffer.from(`\uFEFF${file}`, "utf8"));
    expect(
      readHostSettings(noSwitch, readSettingsFile(path), installed),
    ).toEqual(fromFile);
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

  it.each([
    ["a misspelt name", '{"companion":"x"}'],
    ["an address that is none", '{"companionOrigin":"filing.example.cn"}'],
    ["half a file", '{"companionOrigin":'],
    ["an empty file", ""],
    ["UTF-16 read as UTF-8", "\uFFFD\uFFFD{\0}\0"],
  ])("are an error of their own with %s, never ignored", (_what, text) => {
    expect(() => readHostSettings(noSwitch, text, installed)).toThrow(
      HostSettingsError,
    );
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

describe("the settings file", () => {
  it("may be absent, but not unreadable", () => {
    const folder = mkdtempSync(join(tmpdir(), "settings-"));
    expect(readSettingsFile(join(folder, "settings.json"))).toBeNull();
    expect(() => readSettingsFile(folder)).toThrow(HostSettingsError);
  });
});
