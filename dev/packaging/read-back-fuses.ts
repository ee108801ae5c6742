import { existsSync } from "node:fs";
import { join } from "node:path";
import { wrongFuses } from "./find-package-faults.ts";

// `node dev/packaging/read-back-fuses.ts FOLDER`: whether an installed client has the fuses of fuses.ts.

const folder = process.argv[2] ?? "";
const faults = existsSync(join(folder, "used-car-filing.exe"))
  ? await wrongFuses(folder)
  : [`No client in “${folder}”.`];
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);
