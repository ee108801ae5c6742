import { describe, expect, it } from "vitest";
import {
  resolveSettings,
  valuesOf,
} from "../../../src-shared/settings/resolve-settings.ts";
import type { SettingsState } from "../../../src-shared/settings/settings-procedures.ts";
import {
  isAskedFor,
  judgeTyped,
} from "../../../src-renderer/settings/typed-settings.ts";

const state = {
  values: valuesOf(
    resolveSettings({ policies: [], commandLine: {}, clerk: {} }),
  ) as SettingsState["values"],
};

describe("what is typed into 系统设置", () => {
  it("is a change only where it differs from what holds", () => {
    expect(
      judgeTyped(state, { lockAfterMinutes: "15", logLevel: "debug" }),
    ).toEqual({ changes: { logLevel: "debug" }, problems: {} });
  });

  it("becomes a number or a list again", () => {
    const typed = {
      proxyMode: "manual",
      proxyAddress: "proxy.example.cn:8080",
      proxyBypass: "*.example.cn\n\n10.0.0.0/8",
      lockAfterMinutes: "30",
    };
    expect(judgeTyped(state, typed)).toEqual({
      changes: {
        ...typed,
        proxyBypass: ["*.example.cn", "10.0.0.0/8"],
        lockAfterMinutes: 30,
      },
      problems: {},
    });
  });

  it.each([
    ["lockAfterMinutes", ""],
    ["lockAfterMinutes", "0"],
    ["lockAfterMinutes", "1.5"],
    ["autosaveAfterMs", "1000"],
    ["companionAddress", "http://filing.example.cn"],
  ] as const)("has a sentence for %s = “%s”", (name, text) => {
    const { changes, problems } = judgeTyped(state, { [name]: text });
    expect([changes, Object.keys(problems)]).toEqual([{}, [name]]);
  });

  it("wants the address that the chosen way through the network needs", () => {
    const manual = judgeTyped(state, { proxyMode: "manual" });
    const pac = judgeTyped(state, { proxyMode: "pac" });
    expect([Object.keys(manual.problems), Object.keys(pac.problems)]).toEqual([
      ["proxyAddress"],
      ["proxyPacUrl"],
    ]);
  });

  it("is not asked for where it would mean nothing", () => {
    expect([
      isAskedFor("proxyAddress", "system"),
      isAskedFor("proxyAddress", "manual"),
      isAskedFor("proxyPacUrl", "manual"),
      isAskedFor("logLevel", "direct"),
    ]).toEqual([false, true, false, true]);
  });
});
