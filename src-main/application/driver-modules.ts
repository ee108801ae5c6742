import { win32 } from "node:path";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { SettingsState } from "../../src-shared/settings/settings-procedures.ts";
import { readDriverLine } from "../../src-shared/usb-key/driver-line.ts";
import type { UsbKeysOptions } from "../usb-key/create-usb-keys.ts";
import { describeModule } from "../usb-key/module-catalogue.ts";
import { readModuleHeader } from "../usb-key/read-module-header.ts";
import type { HostPorts } from "./host-ports.ts";

/**
 * Modules of the settings stand beside the installed ones, because every CA renames its vendor's build; modules named by
 * the command line are meant to be the only ones.
 */
export function driverModulesOf(
  { values, origins }: SettingsState,
  ports: Pick<HostPorts, "findInstalledModules">,
  platform: NodeJS.Platform = process.platform,
): Required<Pick<UsbKeysOptions, "modulePaths" | "describeModule">> {
  const named = values.driverModules
    .map(readDriverLine)
    .filter((line) => line !== null);
  const installed =
    origins.driverModules.source === "command-line"
      ? []
      : ports.findInstalledModules();
  // Windows takes either slash and either case for the same file.
  const placeOf = (path: string): string =>
    platform === "win32" ? win32.normalize(path).toLowerCase() : path;
  const paths = new Map<string, string>();
  for (const path of [...named.map((line) => line.path), ...installed])
    if (!paths.has(placeOf(path))) paths.set(placeOf(path), path);
  return {
    modulePaths: [...paths.values()],
    describeModule: (modulePath) =>
      describeModule(
        modulePath,
        named.find(({ path }) => placeOf(path) === placeOf(modulePath)),
      ),
  };
}

/** Throws `key-driver-not-a-library` for a file that is no driver, before it is kept as one. */
export async function assertModule(path: string): Promise<void> {
  const { kind } = await readModuleHeader(path);
  if (kind !== "library") throw new ProblemError("key-driver-not-a-library");
}
