import { policyFilePath, readPolicyFile } from "../settings/policy-file.ts";
import type { ReadPolicy } from "../settings/policy-source.ts";

/** Where IT sets policies on this machine, in the order in which they decide. */
export function policyPlaces(): ReadPolicy[] {
  return [readPolicyFile(policyFilePath(process.platform, process.env))];
}
