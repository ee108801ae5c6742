import { execFile } from "node:child_process";
import { win32 } from "node:path";
import { settingNames } from "../../src-shared/settings/declared-settings.ts";
import type { RawValues } from "../../src-shared/settings/resolve-settings.ts";
import {
  decodeConsoleText,
  parseRegistryQuery,
  type RegistryValue,
} from "./parse-registry-query.ts";
import {
  emptyReading,
  type PolicyReading,
  type ReadPolicy,
} from "./policy-source.ts";

export const policyKey = "HKLM\\Software\\Policies\\UsedCarFiling";
export const recommendedKey = "Recommended";
const parentKey = "HKLM\\Software\\Policies";

/** The output of one `reg query`, or null where it failed. */
export type QueryRegistry = (key: string) => Promise<Uint8Array | null>;

/**
 * Group policies as Windows lays them down. `reg.exe` and not a native module: one more compiled file in the process that
 * holds the drafts is not worth a handful of values.
 */
export function readRegistryPolicies(
  query: QueryRegistry = queryRegistry,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ReadPolicy {
  return async () => {
    const output = await query(policyKey);
    if (output === null)
      return emptyReading(policyKey, await judgeFailure(query));
    return toReading(decodeConsoleText(output), environment);
  };
}

/** A value's name in the registry: `lockAfterMinutes` is `LockAfterMinutes` there. */
export function registryName(settingName: string): string {
  return settingName.charAt(0).toUpperCase() + settingName.slice(1);
}

/** `reg.exe` says in the system's language why it failed, so the key above is asked: everybody may read it. */
async function judgeFailure(
  query: QueryRegistry,
): Promise<"absent" | "unreadable"> {
  const output = await query(parentKey);
  if (output === null) return "unreadable";
  const isListed = decodeConsoleText(output)
    .split(/\r?\n/)
    .some((line) => /\\UsedCarFiling\s*$/i.test(line));
  return isListed ? "unreadable" : "absent";
}

function toReading(
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
): PolicyReading {
  const keys = parseRegistryQuery(text, policyKey, environment);
  const recommended = [...keys].find(
    ([path]) => path.toLowerCase() === recommendedKey.toLowerCase(),
  )?.[1];
  return {
    place: policyKey,
    state: "read",
    enforced: toRawValues(keys.get("")),
    recommended: toRawValues(recommended),
  };
}

const settingOfName = new Map(
  settingNames.map((name) => [name.toLowerCase(), name]),
);

/** The registry knows no difference of case. A name that is no setting stays as it is written, to be told. */
function toRawValues(
  values: ReadonlyMap<string, RegistryValue> | undefined,
): RawValues {
  return Object.fromEntries(
    [...(values ?? [])].map(([name, value]) => [
      settingOfName.get(name.toLowerCase()) ?? name,
      value,
    ]),
  );
}

const timeLimitMs = 10_000;

function queryRegistry(key: string): Promise<Uint8Array | null> {
  const { SystemRoot = "C:\\Windows" } = process.env;
  // By its full path: the first reg.exe of the PATH could be anybody's.
  const program = win32.join(SystemRoot, "System32", "reg.exe");
  const isDeep = key === policyKey;
  return new Promise((resolve) => {
    execFile(
      program,
      ["query", key, ...(isDeep ? ["/s"] : []), "/reg:64"],
      { encoding: "buffer", timeout: timeLimitMs, windowsHide: true },
      (error, output) => resolve(error === null ? output : null),
    );
  });
}
