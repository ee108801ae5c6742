import { execFileSync } from "node:child_process";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../native/key-simulator");

/** Compiles what has changed since the last time. @returns the path of the PKCS#11 module */
export function buildKeySimulator(): string {
  execFileSync("make", ["--silent", "-C", folder], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  return join(folder, "build/key-simulator.so");
}

if (import.meta.main) console.log(buildKeySimulator());
