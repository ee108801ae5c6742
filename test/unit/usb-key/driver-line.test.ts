import { describe, expect, it } from "vitest";
import { readDriverLine } from "../../../src-shared/usb-key/driver-line.ts";

const path = "C:\\Program Files\\CA\\CaOwnBuild.dll";

describe("a driver in the settings", () => {
  it.each([
    ["", { knownAs: null, quirks: {} }],
    ["|gm3000_pkcs11.dll", { knownAs: "gm3000_pkcs11.dll", quirks: {} }],
    [" | opensc-pkcs11.so ", { knownAs: "opensc-pkcs11.so", quirks: {} }],
    [
      "|pauseAfterLoadMs=500  readSlotListTwice",
      {
        knownAs: null,
        quirks: { pauseAfterLoadMs: 500, readSlotListTwice: true },
      },
    ],
    [
      "|hideUninitialisedTokens sm2Mechanisms=0x83000001,0x00010002",
      {
        knownAs: null,
        quirks: {
          hideUninitialisedTokens: true,
          sm2Mechanisms: ["0x83000001", "0x00010002"],
        },
      },
    ],
  ])("may say behind its path what is known of it: %j", (said, expected) => {
    expect(readDriverLine(`${path}${said}`)).toEqual({ path, ...expected });
  });

  it.each([
    "|",
    "|readSlotListThrice",
    "|readSlotListTwice=yes",
    "|readSlotListTwice readSlotListTwice",
    "|pauseAfterLoadMs",
    "|pauseAfterLoadMs=",
    "|pauseAfterLoadMs=0x10",
    "|pauseAfterLoadMs=-1",
    "|pauseAfterLoadMs=60000",
    "|sm2Mechanisms=83000001",
    "|sm2Mechanisms=",
    "|toString",
    "|gm3000_pkcs11.dll readSlotListTwice",
    "|..\\gm3000_pkcs11.dll",
    "|gm3000_pkcs11.dll|",
  ])("is refused where that is not understood: %j", (said) => {
    expect(readDriverLine(`${path}${said}`)).toBeNull();
  });

  it("needs a whole path", () => {
    expect(readDriverLine("CaOwnBuild.dll|gm3000_pkcs11.dll")).toBeNull();
    expect(readDriverLine("|gm3000_pkcs11.dll")).toBeNull();
  });
});
