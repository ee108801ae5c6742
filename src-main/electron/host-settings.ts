import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { z } from "zod";

export interface HostSettings {
  readonly companionOrigin: string;
  readonly pkcs11Modules: readonly string[];
}

const settingsFileSchema = z.strictObject({
  companionOrigin: z.url({ protocol: /^https?$/ }).optional(),
  pkcs11Modules: z.array(z.string().min(1)).default([]),
});

/** The settings file is there, but cannot be used; nothing is guessed in its place. */
export class HostSettingsError extends Error {
  override readonly name = "HostSettingsError";
}

/** The file IT puts beside the installed client; one for all users of the machine. */
export function settingsFilePath(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  return platform === "win32"
    ? join(
        environment["ProgramData"] ?? "C:\\ProgramData",
        "UsedCarFiling",
        "settings.json",
      )
    : "/etc/used-car-filing/settings.json";
}

/** @returns null where there is no settings file; throws `HostSettingsError` where it cannot be read */
export function readSettingsFile(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      return null;
    throw new HostSettingsError("The file cannot be read.", { cause: error });
  }
}

/**
 * A switch on the command line comes before the file. Modules of the file stand beside the installed ones, because
 * every CA renames its vendor's build; modules of the switch are meant to be the only ones.
 * @param fileText null where there is no settings file
 * @returns null where nobody named a companion API; throws `HostSettingsError`
 */
export function readHostSettings(
  readSwitch: (name: string) => string,
  fileText: string | null,
  findInstalledModules: () => readonly string[],
): HostSettings | null {
  const file = parseSettings(fileText ?? "{}");
  const address = readSwitch("companion") || file.companionOrigin;
  if (address === undefined || !URL.canParse(address)) return null;
  const modules = readSwitch("pkcs11-modules");
  return {
    companionOrigin: new URL(address).origin,
    pkcs11Modules:
      modules === ""
        ? [...new Set([...file.pkcs11Modules, ...findInstalledModules()])]
        : modules.split(delimiter),
  };
}

function parseSettings(text: string): z.infer<typeof settingsFileSchema> {
  try {
    // Editors of Windows and its PowerShell begin a file with a byte order mark, which JSON does not know.
    return settingsFileSchema.parse(JSON.parse(text.replace(/^\uFEFF/, "")));
  } catch (error) {
    throw new HostSettingsError("The file holds no settings.", {
      cause: error,
    });
  }
}
