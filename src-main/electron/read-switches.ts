import { delimiter } from "node:path";
import type { CommandLine } from "electron";
import type { RawValues } from "../../src-shared/settings/resolve-settings.ts";

/**
 * Settings named by the command that started the client. They are locked for that run and below what IT enforces, so
 * a shortcut that somebody edits leads round no policy.
 */
export function readSwitches(readSwitch: (name: string) => string): RawValues {
  const companionAddress = readSwitch("companion");
  const modules = readSwitch("pkcs11-modules");
  return {
    ...(companionAddress === "" ? {} : { companionAddress }),
    ...(modules === "" ? {} : { driverModules: modules.split(delimiter) }),
  };
}

/**
 * Chromium knows the value of a switch by `=` alone; people and scripts write `--diagnostics FILE` as well.
 * @returns null where the switch was not given, "" where it has no value
 */
export function readSwitchWithFile(
  commandLine: Pick<CommandLine, "hasSwitch" | "getSwitchValue">,
  argv: readonly string[],
  name: string,
): string | null {
  if (!commandLine.hasSwitch(name)) return null;
  const value = commandLine.getSwitchValue(name);
  if (value !== "") return value;
  const at = argv.indexOf(`--${name}`);
  const next = at === -1 ? undefined : argv[at + 1];
  return next === undefined || next.startsWith("--") ? "" : next;
}
