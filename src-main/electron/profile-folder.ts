import { mkdirSync } from "node:fs";
import { posix, resolve, win32 } from "node:path";

/**
 * Local, not roaming: drafts with their attachments are far too large to be copied at each sign-in of Windows, and
 * two machines writing one roamed database would lose work.
 */
export function profileFolder(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
  applicationDataFolder: string,
): string {
  if (platform !== "win32")
    return posix.join(applicationDataFolder, "used-car-filing");
  const { LOCALAPPDATA = applicationDataFolder } = environment;
  return win32.join(LOCALAPPDATA, "used-car-filing");
}

/** `app.setPath` throws for a relative path, and for a folder that is not there yet. */
export function makeProfileFolder(path: string): string {
  const folder = resolve(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
