import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { FilingStore } from "../filings/filing-store.ts";
import type { IdentityKey } from "../storage/identity-key.ts";

/** Where a database was restored, and who signs in to it now. */
export interface RestorePlace {
  readonly profileFolder: string;
  readonly key: IdentityKey;
  readonly filings: FilingStore;
  readonly logDefect: (error: unknown) => void;
}

/** Beside a database that was set aside: what was done with it for this person already. */
export function markBeside(
  setAsideDatabase: string,
  what: "held" | "salvaged",
  identityId: string,
): string {
  return join(dirname(setAsideDatabase), `${what}-${identityId}`);
}

/** Without it the same is done again at the next sign-in, which is no reason to keep anybody out. */
export function keepMark(
  mark: string,
  logDefect: (error: unknown) => void,
): void {
  try {
    writeFileSync(mark, "");
  } catch (error) {
    logDefect(error);
  }
}
