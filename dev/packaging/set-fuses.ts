import { join } from "node:path";
import { flipFuses } from "@electron/fuses";
import type { AfterPackContext } from "electron-builder";
import { fuses } from "./fuses.ts";

/**
 * electron-builder's own option knows eight fuses and does not insist on all; this hook runs at the same moment, after
 * the archive's digest is in the executable and before anything is signed.
 */
export async function afterPack({
  appOutDir,
  electronPlatformName,
  packager,
}: AfterPackContext): Promise<void> {
  const ending = electronPlatformName === "win32" ? ".exe" : "";
  await flipFuses(
    join(appOutDir, `${packager.appInfo.productFilename}${ending}`),
    fuses,
  );
}
