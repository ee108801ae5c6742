import { readFile } from "node:fs/promises";
import { posix, win32 } from "node:path";
import { z } from "zod";
import { emptyReading, type ReadPolicy } from "./policy-source.ts";

// Values are judged by the settings' own declaration, one by one: a slip in one of them must not undo the others.
const branchSchema = z.record(z.string(), z.unknown()).default({});
const policyFileSchema = z.strictObject({
  enforced: branchSchema,
  recommended: branchSchema,
});

/** One for all users of the machine, at a place where only administrators may write. */
export function policyFilePath(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  return platform === "win32"
    ? win32.join(
        environment["ProgramData"] ?? "C:\\ProgramData",
        "UsedCarFiling",
        "policy.json",
      )
    : posix.join("/etc/used-car-filing", "policy.json");
}

export function readPolicyFile(path: string): ReadPolicy {
  return async () => {
    let text: string;
    try {
      text = await readFile(path, "utf8");
    } catch (error) {
      const isAbsent =
        error instanceof Error &&
        "code" in error &&
        (error.code === "ENOENT" || error.code === "ENOTDIR");
      return emptyReading(path, isAbsent ? "absent" : "unreadable");
    }
    const parsed = policyFileSchema.safeParse(parseJson(text));
    return parsed.success
      ? { place: path, state: "read", ...parsed.data }
      : emptyReading(path, "unreadable");
  };
}

function parseJson(text: string): unknown {
  try {
    // Editors of Windows and its PowerShell begin a file with a byte order mark, which JSON does not know.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}
