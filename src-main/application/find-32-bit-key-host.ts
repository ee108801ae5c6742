import { existsSync } from "node:fs";
import { join } from "node:path";
import type { StartKeyHost } from "../usb-key/key-host-process.ts";
import { forkKeyHost } from "./fork-key-host.ts";
import { intactKeyHost } from "./intact-key-host.ts";

/**
 * The same script under a 32-bit Node of its own, as dev/packaging/prepare-32-bit-key-host.ts lays it out: Electron has no
 * 32-bit build any more, and most vendors' drivers are 32-bit. Null where this installation brings none.
 */
export function find32BitKeyHost(
  resourcesFolder: string,
  platform: NodeJS.Platform = process.platform,
): StartKeyHost | null {
  const folder = join(resourcesFolder, "key-host-32");
  const nodePath = join(folder, platform === "win32" ? "node.exe" : "node");
  if (!existsSync(nodePath)) return null;
  return () =>
    forkKeyHost(intactKeyHost(join(folder, "key-host.js")), nodePath);
}
