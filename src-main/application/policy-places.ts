import { policyFilePath, readPolicyFile } from "../settings/policy-file.ts";
import type { ReadPolicy } from "../settings/policy-source.ts";
import { readRegistryPolicies } from "../settings/registry-policies.ts";

/** Where IT sets policies on this machine, in the order in which they decide. */
export function policyPlaces(): ReadPolicy[] {
  const file = readPolicyFile(policyFilePath(process.platform, process.env));
  return process.platform === "win32" ? [readRegistryPolicies(), file] : [file];
}
