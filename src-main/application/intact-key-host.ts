import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { ProblemError } from "../../src-shared/problems/problem.ts";

/** The build puts the digest of the key host it has just made here; the sources as they stand have none. */
declare const BUILT_KEY_HOST_SHA256: string | undefined;

const builtSha256 =
  typeof BUILT_KEY_HOST_SHA256 === "undefined" ? null : BUILT_KEY_HOST_SHA256;

/**
 * The path as it is, where the script is the one that was built together with this program: it lies outside the archive,
 * whose own digest does not cover it, and it hears the PIN. Throws `key-host-altered`.
 */
export function intactKeyHost(
  scriptPath: string,
  expectedSha256: string | null = builtSha256,
): string {
  if (expectedSha256 !== null && digestOf(scriptPath) !== expectedSha256)
    throw new ProblemError("key-host-altered");
  return scriptPath;
}

function digestOf(path: string): string | null {
  try {
    return createHash("sha256").update(readFileSync(path)).digest("hex");
  } catch {
    return null;
  }
}
