import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { SettingsState } from "../../src-shared/settings/settings-procedures.ts";
import { readModuleHeader } from "../usb-key/read-module-header.ts";
import type { HostPorts } from "./host-ports.ts";

/**
 * Modules of the settings stand beside the installed ones, because every CA renames its vendor's build; modules named by
 * the command line are meant to be the only ones.
 */
export function modulePathsOf(
  { values, origins }: SettingsState,
  ports: Pick<HostPorts, "findInstalledModules">,
): string[] {
  const named = values.driverModules;
  return origins.driverModules.source === "command-line"
    ? [...named]
    : [...new Set([...named, ...ports.findInstalledModules()])];
}

/** Throws `key-driver-not-a-library` for a file that is no driver, before it is kept as one. */
export async function assertModule(path: string): Promise<void> {
  const { kind } = await readModuleHeader(path);
  if (kind !== "library") throw new ProblemError("key-driver-not-a-library");
}
