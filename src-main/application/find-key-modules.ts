import {
  installedModulePaths,
  thisMachine,
} from "../usb-key/module-catalogue.ts";

/** The known drivers that are installed here, for a host that was not told which ones to use. */
export function findKeyModules(): string[] {
  return installedModulePaths(thisMachine());
}
