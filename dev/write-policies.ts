import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { policyFiles } from "./policies/policy-files.ts";

for (const [path, text] of await policyFiles()) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(path);
}
