import { describe, expect, it } from "vitest";
import { driverModulesOf } from "../../../src-main/application/driver-modules.ts";
import type { SettingsState } from "../../../src-shared/settings/settings-procedures.ts";

const named = "c:/windows/system32/GM3000_pkcs11.dll";
const installed = "C:\\Windows\\System32\\gm3000_pkcs11.dll";
const settings = {
  values: { driverModules: [`${named}|pauseAfterLoadMs=500`] },
  origins: { driverModules: { source: "policy" } },
} as unknown as SettingsState;

describe("a driver the settings name in other letters than the installed one", () => {
  const on = (platform: NodeJS.Platform) =>
    driverModulesOf(
      settings,
      { findInstalledModules: () => [installed] },
      platform,
    );

  it("is the same one on Windows, with what the settings say of it", () => {
    const { modulePaths, describeModule } = on("win32");
    expect(modulePaths).toEqual([named]);
    expect(describeModule(installed).quirks.pauseAfterLoadMs).toBe(500);
  });

  it("is another one elsewhere", () => {
    expect(on("linux").modulePaths).toEqual([named, installed]);
  });
});
