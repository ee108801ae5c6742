import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  policyKey,
  readRegistryPolicies,
} from "../../../src-main/settings/registry-policies.ts";

/** Bytes of Wine's `reg.exe`; see the README there. */
const captured = (name: string): Uint8Array =>
  readFileSync(
    join(import.meta.dirname, `../../fixtures/registry/${name}.txt`),
  );
const chinese = captured("policies-zh-CN-cp936");

const environment = { PROGRAMDATA: "C:\\ProgramData" };

/** A registry that answers with these bytes; a key without an answer fails, as `reg.exe` ends with 1. */
function registry(answers: Readonly<Record<string, Uint8Array>>) {
  return readRegistryPolicies(async (key) => answers[key] ?? null, environment);
}

const expected = {
  place: "HKLM\\Software\\Policies\\UsedCarFiling",
  state: "read",
  enforced: {
    companionAddress: "https://filing.example.cn",
    lockAfterMinutes: 10,
    driverModules: [
      "C:\\Windows\\System32\\ShuttleCsp11_3003.dll",
      "D:\\驱动\\p11.dll",
    ],
    backupFolder: "C:\\ProgramData\\备份\\%NoSuchName%",
    administratorContact: "信息中心    010-12345678",
    openIdIssuer: "",
  },
  recommended: { logLevel: "debug", autosaveAfterMs: 600 },
};

describe("group policies from reg.exe", () => {
  it.each([
    ["zh-CN, code page 936", chinese],
    [
      "zh-CN, code page 65001",
      new TextEncoder().encode(new TextDecoder("gbk").decode(chinese)),
    ],
  ])("are read on a Windows in %s", async (_, bytes) => {
    expect(await registry({ [policyKey]: bytes })()).toEqual(expected);
  });

  it("are read on a Windows in en-US, code page 437, which has no Chinese", async () => {
    const reading = await registry({
      [policyKey]: captured("policies-en-US-cp437"),
    })();
    expect(reading).toEqual({
      ...expected,
      enforced: {
        ...expected.enforced,
        driverModules: [
          "C:\\Windows\\System32\\ShuttleCsp11_3003.dll",
          "D:\\??\\p11.dll",
        ],
        backupFolder: "C:\\ProgramData\\??\\%NoSuchName%",
        administratorContact: "????    010-12345678",
      },
    });
  });

  it("are absent where the key above does not list ours", async () => {
    const parent = captured("parent-without-ours-zh-CN-cp936");
    const reading = await registry({ "HKLM\\Software\\Policies": parent })();
    expect(reading.state).toBe("absent");
  });

  it("are told as unreadable where our key is there and does not open", async () => {
    const parent = captured("parent-with-ours-zh-CN-cp936");
    const reading = await registry({ "HKLM\\Software\\Policies": parent })();
    expect(reading).toEqual({
      place: policyKey,
      state: "unreadable",
      enforced: {},
      recommended: {},
    });
  });

  it("are told as unreadable where reg.exe does not run at all", async () => {
    expect((await registry({})()).state).toBe("unreadable");
  });

  it.each([
    [
      String.raw`C:\Drivers\01\p11.dll\0\\server\0share\p11.dll\0d:\0\p11.dll`,
      [
        String.raw`C:\Drivers\01\p11.dll`,
        String.raw`\\server\0share\p11.dll`,
        String.raw`d:\0\p11.dll`,
      ],
    ],
    [String.raw`C:\a.dll\0`, [String.raw`C:\a.dll`]],
  ])("keep a folder whose name begins with 0: %s", async (data, expected) => {
    const text = `\r\n${policyKey.replace("HKLM", "HKEY_LOCAL_MACHINE")}\r\n    DriverModules    REG_MULTI_SZ    ${data}\r\n`;
    const reading = await registry({
      [policyKey]: new TextEncoder().encode(text),
    })();
    expect(reading.enforced).toEqual({ driverModules: expected });
  });

  it("keep a name that is no setting as it is written, to be told", async () => {
    const text = `\r\n${policyKey.replace("HKLM", "HKEY_LOCAL_MACHINE")}\r\n    LockAfter    REG_DWORD    0x5\r\n`;
    const reading = await registry({
      [policyKey]: new TextEncoder().encode(text),
    })();
    expect(reading.enforced).toEqual({ LockAfter: 5 });
  });
});
