import { join } from "node:path";
import { createSettings } from "../settings/create-settings.ts";
import type { HostPorts } from "./host-ports.ts";

/** Where backups lie while no setting says otherwise. */
export function defaultBackupFolder(profileFolder: string): string {
  return join(profileFolder, "backups");
}

/** For a client whose profile cannot be opened; settings that cannot be read are no reason to hide the backups. */
export async function backupFolderOf(ports: HostPorts): Promise<string> {
  const chosen = await createSettings(ports).then(
    (settings) => settings.values().backupFolder,
    () => "",
  );
  return chosen === "" ? defaultBackupFolder(ports.profileFolder) : chosen;
}
