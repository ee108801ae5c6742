import { cpSync } from "node:fs";
import { join } from "node:path";
import { extractAll } from "@electron/asar";

const modules = join(import.meta.dirname, "../../node_modules");

/**
 * The packed programs and page laid out so that this machine's Node can run them: from the archive and its neighbours,
 * with this platform's compiled code put beside Windows'.
 */
export function unpackToRun(packed: string, folder: string): void {
  const resources = join(packed, "resources");
  extractAll(join(resources, "app.asar"), join(folder, "app"));
  cpSync(join(resources, "key-host"), join(folder, "key-host"), {
    recursive: true,
  });
  cpSync(
    join(modules, "better-sqlite3/prebuilds"),
    join(folder, "app/node_modules/better-sqlite3/prebuilds"),
    { recursive: true },
  );
  cpSync(
    join(modules, "pkcs11js/build/Release/pkcs11.node"),
    join(folder, "key-host/node_modules/pkcs11js/build/Release/pkcs11.node"),
  );
}
