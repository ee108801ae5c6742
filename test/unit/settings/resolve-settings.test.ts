import { describe, expect, it } from "vitest";
import {
  settingNames,
  settingOf,
} from "../../../src-shared/settings/declared-settings.ts";
import {
  resolveSettings,
  unknownPolicyNames,
  type SettingLayers,
} from "../../../src-shared/settings/resolve-settings.ts";
import { writeHistory } from "../../../src-shared/settings/setting-history.ts";
import {
  afterSignIn,
  beforeSignIn,
} from "../../../src-shared/settings/settings-procedures.ts";

function layers(given: Partial<SettingLayers>): SettingLayers {
  return { policies: [], commandLine: {}, clerk: {}, ...given };
}

const lock = (given: Partial<SettingLayers>) =>
  resolveSettings(layers(given)).lockAfterMinutes;

describe("a setting's value", () => {
  it("is the default where nobody says otherwise", () => {
    expect(lock({})).toEqual({
      value: 15,
      source: "default",
      isLocked: false,
      isPolicyUnusable: false,
    });
  });

  it("is what IT recommends until the clerk chooses", () => {
    const policies = [{ enforced: {}, recommended: { lockAfterMinutes: 30 } }];
    const chosen = lock({ policies, clerk: { lockAfterMinutes: 60 } });
    expect([lock({ policies }), chosen]).toMatchObject([
      { value: 30, source: "preset", isLocked: false },
      { value: 60, source: "clerk", isLocked: false },
    ]);
  });

  it("is what IT enforces, whatever the clerk or the command line say", () => {
    const enforcing = lock({
      policies: [{ enforced: { lockAfterMinutes: 5 }, recommended: {} }],
      commandLine: { lockAfterMinutes: 240 },
      clerk: { lockAfterMinutes: 60 },
    });
    expect(enforcing).toMatchObject({
      value: 5,
      source: "policy",
      isLocked: true,
    });
  });

  it("is locked for a run by the command line, above the clerk's own", () => {
    const named = lock({
      commandLine: { lockAfterMinutes: 20 },
      clerk: { lockAfterMinutes: 60 },
    });
    expect(named).toMatchObject({
      value: 20,
      source: "command-line",
      isLocked: true,
    });
  });

  it("stays locked where IT enforces something that cannot be used", () => {
    const broken = lock({
      policies: [{ enforced: { lockAfterMinutes: "soon" }, recommended: {} }],
      clerk: { lockAfterMinutes: 240 },
    });
    expect(broken).toEqual({
      value: 15,
      source: "default",
      isLocked: true,
      isPolicyUnusable: true,
    });
  });

  it("comes from the first of IT's places that names it", () => {
    const policies = [
      { enforced: {}, recommended: { logLevel: "debug" } },
      { enforced: { logLevel: "warn" }, recommended: { logLevel: "error" } },
    ];
    expect(resolveSettings(layers({ policies })).logLevel).toMatchObject({
      value: "warn",
      source: "policy",
    });
  });

  it("of IT's own settings is never the clerk's", () => {
    const clerk = { receiptKeyPins: ["0".repeat(43)], updateMode: "notify" };
    const resolved = resolveSettings(layers({ clerk }));
    expect([resolved.receiptKeyPins.value, resolved.updateMode.value]).toEqual([
      [],
      "off",
    ]);
  });

  it("falls back where the clerk's file holds something no longer allowed", () => {
    expect(lock({ clerk: { lockAfterMinutes: 0 } })).toMatchObject({
      value: 15,
      source: "default",
      isPolicyUnusable: false,
    });
  });

  it("may be a list written as one text, or a number written as a text", () => {
    const policies = [
      {
        enforced: { lockAfterMinutes: "20", notices: "第一条\r\n第二条" },
        recommended: {},
      },
    ];
    const resolved = resolveSettings(layers({ policies }));
    expect([resolved.lockAfterMinutes.value, resolved.notices.value]).toEqual([
      20,
      ["第一条", "第二条"],
    ]);
  });

  it.each([
    ["companionAddress", "http://filing.example.cn"],
    ["companionAddress", "https://clerk:secret@filing.example.cn"],
    ["companionAddress", "filing.example.cn"],
    ["proxyAddress", "user:secret@proxy.example.cn:8080"],
    ["proxyAddress", "file:///etc/passwd"],
    ["proxyPacUrl", "javascript:alert(1)"],
    ["driverModules", ["driver.dll"]],
    ["driverModules", ["../driver.so"]],
    ["driverModules", ["/opt/ca/p11.so|readSlotListThrice"]],
    ["driverDownloadUrl", "http://example.cn/driver"],
    ["autosaveAfterMs", 1500],
    ["lockAfterMinutes", 0],
    ["receiptKeyPins", ["abc"]],
    ["notices", ["one\u0000two"]],
    ["servicePhone", "a".repeat(20)],
  ])("refuses for %s the value %j", (name, value) => {
    const policies = [{ enforced: { [name]: value }, recommended: {} }];
    const resolved = resolveSettings(layers({ policies }));
    expect(resolved[name as "notices"].isPolicyUnusable).toBe(true);
  });

  it.each([
    ["companionAddress", "https://filing.example.cn"],
    ["companionAddress", "http://127.0.0.1:8080"],
    ["proxyAddress", "proxy.example.cn:8080"],
    ["proxyAddress", "http://proxy.example.cn:8080"],
    ["proxyBypass", ["<local>", "*.example.cn", "10.0.0.0/8", "[::1]"]],
    [
      "driverModules",
      [
        "C:\\Windows\\System32\\key.dll",
        "\\\\srv\\share\\k.dll",
        "D:\\CA\\p11.dll|gm3000_pkcs11.dll",
        "D:\\CA\\other.dll|pauseAfterLoadMs=500 readSlotListTwice",
      ],
    ],
    ["servicePhone", "010-12345678 转 2"],
    ["minimumVersion", "1.2.0"],
  ])("takes for %s the value %j", (name, value) => {
    const policies = [{ enforced: { [name]: value }, recommended: {} }];
    const resolved = resolveSettings(layers({ policies }));
    expect(resolved[name as "notices"]).toMatchObject({
      value,
      source: "policy",
    });
  });
});

describe("the declaration", () => {
  it("has a default of its own kind for every setting", () => {
    const wrong = settingNames.filter((name) => {
      const { schema, fallback } = settingOf(name);
      return !schema.safeParse(fallback).success;
    });
    expect(wrong).toEqual([]);
  });

  it("lets the page name exactly what a clerk may type", () => {
    const changedBy = (who: string) =>
      settingNames.filter((name) => settingOf(name).changedBy === who);
    expect([beforeSignIn, afterSignIn]).toEqual([
      changedBy("clerk-before-sign-in"),
      changedBy("clerk"),
    ]);
  });

  it("tells the names in policies that are no setting", () => {
    const policies = [
      { enforced: { LockAfter: 1 }, recommended: { logLevel: "info", x: 1 } },
    ];
    expect(unknownPolicyNames(policies)).toEqual(["LockAfter", "x"]);
  });
});

describe("since when", () => {
  const first = new Date("2026-01-01T00:00:00Z");
  const later = new Date("2026-02-01T00:00:00Z");

  it("is kept while value and source stay, and is new when one of them changes", () => {
    const before = writeHistory(resolveSettings(layers({})), {}, first);
    const same = writeHistory(resolveSettings(layers({})), before, later);
    const policies = [{ enforced: { lockAfterMinutes: 15 }, recommended: {} }];
    const locked = writeHistory(
      resolveSettings(layers({ policies })),
      same,
      later,
    );
    expect([
      same.lockAfterMinutes.since,
      locked.lockAfterMinutes.since,
      locked.logLevel.since,
    ]).toEqual([first.toISOString(), later.toISOString(), first.toISOString()]);
  });
});
