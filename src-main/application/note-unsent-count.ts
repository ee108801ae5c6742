import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Keeps the number of unsent submissions where the uninstaller reads it: a file with digits and nothing else, so that
 * everybody on the machine may read it. A number that cannot be written is a defect to log, never one to stop for.
 * @param path null where no uninstaller asks
 */
export function createUnsentNote(
  path: string | null,
  logDefect: (error: unknown) => void,
): (count: number) => void {
  let noted: number | null = null;
  return (count) => {
    if (path === null || count === noted) return;
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${String(count)}\n`);
      noted = count;
    } catch (error) {
      logDefect(error);
    }
  };
}
