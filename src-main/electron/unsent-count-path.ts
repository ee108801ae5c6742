import { createHash } from "node:crypto";
import { win32 } from "node:path";

/**
 * One file per Windows user below the folder that `assets/installer.nsh` lays out; null elsewhere. The name is a digest:
 * user names may hold what a path may not.
 */
export function unsentCountPath(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): string | null {
  if (platform !== "win32") return null;
  const { ProgramData, USERDOMAIN, USERNAME } = environment;
  if (ProgramData === undefined || USERNAME === undefined) return null;
  const user = createHash("sha256")
    .update(`${USERDOMAIN ?? ""}\\${USERNAME}`.toLowerCase())
    .digest("hex")
    .slice(0, 32);
  return win32.join(ProgramData, "UsedCarFiling", "unsent", `${user}.txt`);
}
