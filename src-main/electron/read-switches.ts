import { delimiter } from "node:path";
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
