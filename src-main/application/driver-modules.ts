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
): Required<Pick<UsbKeysOptions, "modulePaths" | "describeModule">> {
  const named = values.driverModules
    .map(readDriverLine)
    .filter((line) => line !== null);
  const installed =
    origins.driverModules.source === "command-line"
      ? []
      : ports.findInstalledModules();
  return {
    modulePaths: [...new Set([...named.map(({ path }) => path), ...installed])],
    describeModule: (modulePath) =>
      describeModule(
        modulePath,
        named.find(({ path }) => path === modulePath),
      ),
  };
}

/** Throws `key-driver-not-a-library` for a file that is no driver, before it is kept as one. */
export async function assertModule(path: string): Promise<void> {
  const { kind } = await readModuleHeader(path);
  if (kind !== "library") throw new ProblemError("key-driver-not-a-library");
}
