import { cpSync } from "node:fs";
import { join } from "node:path";
import { extractAll } from "@electron/asar";

const modules = join(import.meta.dirname, "../../node_modules");

/** The packed programs, page and compiled code as a plain Node of Windows can read them: it knows no archive. */
export function unpackClient(packed: string, folder: string): void {
  const resources = join(packed, "resources");
  extractAll(join(resources, "app.asar"), join(folder, "app"));
  cpSync(join(resources, "key-host"), join(folder, "key-host"), {
    recursive: true,
  });
}

/** The same for this machine's Node, with this platform's compiled code beside Windows'. */
export function unpackToRun(packed: string, folder: string): void {
  unpackClient(packed, folder);
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
