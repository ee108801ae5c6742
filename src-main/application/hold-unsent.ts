import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setAsideDatabases } from "../backups/set-aside.ts";
import type { FilingStore } from "../filings/filing-store.ts";

/** After a database was restored, and before anything is sent from it; once per person and restore. */
export function holdUnsent(place: {
  readonly profileFolder: string;
  readonly identityId: string;
  readonly filings: Pick<FilingStore, "holdUnsent">;
}): void {
  const marks = setAsideDatabases(place.profileFolder)
    .map((path) => join(dirname(path), `held-${place.identityId}`))
    .filter((mark) => !existsSync(mark));
  if (marks.length === 0) return;
  place.filings.holdUnsent();
  for (const mark of marks) writeFileSync(mark, "");
}
