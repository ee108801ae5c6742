import type { z } from "zod";
import { readDriverLine } from "../usb-key/driver-line.ts";
import { readKeyAuthorityLine } from "../usb-key/key-authority.ts";
import {
  isAbsolutePath,
  isAnyText,
  isCompanionAddress,
  isThumbprint,
  isHttpsAddress,
  isPhone,
  isProxyAddress,
  isProxyBypass,
  isVersion,
  isWebAddress,
} from "./setting-checks.ts";
import {
  choiceSetting,
  linesSetting,
  numberSetting,
  textSetting,
  type Setting,
  type SettingValue,
} from "./setting.ts";

const signInNeeds = { changedBy: "clerk-before-sign-in" } as const;
const clerks = { changedBy: "clerk", takesEffect: "at-once" } as const;
const administrators = {
  changedBy: "administrator",
  takesEffect: "at-once",
} as const;

const proxy = {
  ...signInNeeds,
  group: "connection",
  takesEffect: "at-once",
} as const;
const notice = { ...administrators, group: "notices" } as const;
const account = { ...administrators, group: "accounts" } as const;
const update = { ...administrators, group: "updates" } as const;

/**
 * Every setting, once. The page, the policy reader, the templates for group policies and the document for IT are all made
 * from this; their words are complete by type (`src-renderer/text/setting-words.ts`, `dev/policies`).
 */
export const declaredSettings = {
  companionAddress: textSetting(300, isCompanionAddress, {
    ...signInNeeds,
    group: "connection",
    takesEffect: "after-restart",
  }),
  proxyMode: choiceSetting(
    ["system", "direct", "manual", "pac"],
    "system",
    proxy,
  ),
  proxyAddress: textSetting(300, isProxyAddress, proxy),
  proxyBypass: linesSetting({ longest: 200, most: 50 }, isProxyBypass, proxy),
  proxyPacUrl: textSetting(500, isWebAddress, proxy),
  driverModules: linesSetting(
    { longest: 500, most: 10 },
    (line) => readDriverLine(line) !== null,
    { changedBy: "dialog", group: "keys", takesEffect: "after-restart" },
  ),
  keyAuthorities: linesSetting(
    { longest: 800, most: 20 },
    (line) => readKeyAuthorityLine(line) !== null,
    { changedBy: "administrator", group: "keys", takesEffect: "after-restart" },
  ),
  lockAfterMinutes: numberSetting({ least: 1, most: 240 }, 15, {
    ...clerks,
    group: "work",
  }),
  // The pause after the last keystroke. While typing goes on, one second is the limit, and no setting moves it (D1).
  autosaveAfterMs: numberSetting({ least: 200, most: 900 }, 400, {
    ...clerks,
    group: "work",
  }),
  backupFolder: textSetting(500, isAbsolutePath, {
    changedBy: "dialog",
    group: "work",
    takesEffect: "at-once",
  }),
  logLevel: choiceSetting(["error", "warn", "info", "debug"], "info", {
    ...clerks,
    group: "work",
  }),
  servicePhone: textSetting(100, isPhone, notice),
  driverDownloadUrl: textSetting(500, isHttpsAddress, notice),
  keyApplicationUrl: textSetting(500, isHttpsAddress, notice),
  clientGuideUrl: textSetting(500, isHttpsAddress, notice),
  keyGuideUrl: textSetting(500, isHttpsAddress, notice),
  notices: linesSetting({ longest: 300, most: 10 }, isAnyText, notice),
  administratorContact: textSetting(200, isAnyText, notice),
  openIdIssuer: textSetting(500, isCompanionAddress, account),
  receiptKeyPins: linesSetting({ longest: 43, most: 10 }, isThumbprint, {
    ...administrators,
    group: "trust",
  }),
  updateMode: choiceSetting(
    ["off", "notify", "install-on-quit"],
    "off",
    update,
  ),
  updateFeedUrl: textSetting(500, isHttpsAddress, update),
  updateChannel: choiceSetting(["stable", "preview"], "stable", update),
  minimumVersion: textSetting(20, isVersion, update),
} as const;

export type SettingName = keyof typeof declaredSettings;
export type SettingValues = {
  readonly [Name in SettingName]: z.output<
    (typeof declaredSettings)[Name]["schema"]
  >;
};

export const settingNames = Object.keys(declaredSettings) as SettingName[];

/** The same declarations where the name is only known while running. */
export function settingOf(name: SettingName): Setting<SettingValue> {
  return declaredSettings[name];
}

export function isSettingName(text: string): text is SettingName {
  return Object.hasOwn(declaredSettings, text);
}
