import { describe, expect, it } from "vitest";
import {
  describeModule,
  installedModulePaths,
  moduleCatalogue,
} from "../../../src-main/usb-key/module-catalogue.ts";
import { readDriverLine } from "../../../src-shared/usb-key/driver-line.ts";

const windows = (...installed: string[]) => ({
  platform: "win32" as const,
  environment: { SystemRoot: "C:\\Windows", ProgramFiles: "C:\\Program Files" },
  exists: (path: string) => installed.includes(path),
});

describe("the catalogue of drivers", () => {
  it("finds installed modules in the folders of this machine", () => {
    const installed = [
      "C:\\Windows\\SysWOW64\\gm3000_pkcs11.dll",
      "C:\\Windows\\System32\\WDPKCS.dll",
    ];
    expect(
      installedModulePaths(
        windows(...installed, "C:\\elsewhere\\gm3000_pkcs11.dll"),
      ),
    ).toEqual(installed);
  });

  it("passes over folders whose variable this machine does not have", () => {
    const everything = { ...windows(), exists: () => true };
    const found = installedModulePaths(everything);
    expect(
      found.filter((path) => path.includes("%") || path.startsWith("\\")),
    ).toEqual([]);
  });

  it("knows modules of this platform only", () => {
    const linux = {
      platform: "linux" as const,
      environment: {},
      exists: () => true,
    };
    expect(
      installedModulePaths(linux).every((path) => path.endsWith(".so")),
    ).toBe(true);
  });

  it("names a module and its oddities by its file name, wherever it lies", () => {
    expect(describeModule("D:\\IT\\GM3000_PKCS11.DLL").name).toBe(
      "龙脉 mToken GM3000",
    );
    expect(describeModule("/opt/libsofthsm2.so")).toMatchObject({
      name: "SoftHSM2",
      quirks: { hideUninitialisedTokens: true, pauseAfterLoadMs: 0 },
    });
    expect(describeModule("/opt/unknown.so")).toMatchObject({
      name: "unknown.so",
      quirks: { hideUninitialisedTokens: false },
    });
  });

  it("takes from the settings as whom to treat a module, and what is odd about it", () => {
    const describe = (said: string) => {
      const line = readDriverLine(`/opt/ca/build.so${said}`);
      if (line === null) throw new Error("the line is none");
      const { name, quirks, problem } = describeModule(line.path, line);
      const { hideUninitialisedTokens, pauseAfterLoadMs, sm2Mechanisms } =
        quirks;
      return [
        name,
        problem,
        hideUninitialisedTokens,
        pauseAfterLoadMs,
        sm2Mechanisms[0],
      ];
    };
    const first = moduleCatalogue.sm2Mechanisms[0]?.mechanism;
    expect([
      describe(""),
      describe("|LIBSOFTHSM2.so"),
      describe("|HtPkcs11.dll"),
      describe("|pauseAfterLoadMs=500 sm2Mechanisms=0x80005a01"),
      describe("|unheard-of.dll"),
    ]).toEqual([
      ["build.so", null, false, 0, first],
      ["SoftHSM2", null, true, 0, first],
      ["海泰方圆", null, false, 0, "0x00010002"],
      ["build.so", null, false, 500, "0x80005a01"],
      ["build.so", "key-driver-name-unknown", false, 0, first],
    ]);
  });

  it("knows how a vendor's keys sign with SM2, and what else to look for in the key's own list", () => {
    const known = moduleCatalogue.sm2Mechanisms.map((each) => each.mechanism);
    const { sm2Mechanisms } = describeModule("HtPkcs1120066.dll").quirks;
    expect(sm2Mechanisms[0]).toBe("0x00010002");
    expect(sm2Mechanisms.toSorted()).toEqual(known.toSorted());
    expect(describeModule("CaOwnBuild.dll").quirks.sm2Mechanisms).toEqual(
      known,
    );
  });

  it("names no file twice", () => {
    const names = moduleCatalogue.modules.flatMap(({ fileNames }) => fileNames);
    expect(names).toEqual([...new Set(names)]);
  });
});
