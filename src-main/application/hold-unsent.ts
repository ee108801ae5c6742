import { existsSync } from "node:fs";
import { setAsideDatabases } from "../backups/set-aside.ts";
import { keepMark, markBeside, type RestorePlace } from "./sign-in-marks.ts";

/**
 * After a database was restored, and before anything is sent from it; once per person and restore. One that was salvaged
 * is of an earlier sign-in, also where nothing was held then: what waits today was clicked since.
 */
export function holdUnsent({
  profileFolder,
  key: { identityId },
  filings,
  logDefect,
}: RestorePlace): void {
  const fresh = setAsideDatabases(profileFolder).filter(
    (path) =>
      !existsSync(markBeside(path, "held", identityId)) &&
      !existsSync(markBeside(path, "salvaged", identityId)),
  );
  if (fresh.length === 0) return;
  filings.holdUnsent();
  for (const path of fresh)
    keepMark(markBeside(path, "held", identityId), logDefect);
}
