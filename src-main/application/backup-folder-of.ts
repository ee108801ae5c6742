import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createSettings } from "../settings/create-settings.ts";
import type { HostPorts } from "./host-ports.ts";

/** Where backups lie while no setting says otherwise. */
export function defaultBackupFolder(profileFolder: string): string {
  return join(profileFolder, "backups");
}

/** In a chosen folder each profile has one of its own: others may have chosen the same. */
export function backupFolderIn(profileFolder: string, chosen: string): string {
  const id = chosen === "" ? null : profileId(profileFolder);
  return id === null ? defaultBackupFolder(profileFolder) : join(chosen, id);
}

/** For a client whose profile cannot be opened; settings that cannot be read are no reason to hide the backups. */
export async function backupFolderOf(ports: HostPorts): Promise<string> {
  const chosen = await createSettings(ports).then(
    (settings) => settings.values().backupFolder,
    () => "",
  );
  return backupFolderIn(ports.profileFolder, chosen);
}

const idPattern = /^[0-9a-f-]{36}$/;

/** Beside the database and not in it: it finds the backups of one that is lost. Null where it cannot be kept. */
function profileId(profileFolder: string): string | null {
  const path = join(profileFolder, "profile-id");
  try {
    if (!existsSync(path))
      writeFileSync(path, `${randomUUID()}\n`, { mode: 0o600, flag: "wx" });
    const kept = readFileSync(path, "utf8").trim();
    return idPattern.test(kept) ? kept : null;
  } catch {
    return null;
  }
}
