import { isSystemError } from "./storage-problem.ts";

/** What a scanner or a backup program that holds a file, or a program that holds too many, looks like. */
const heldCodes = new Set(["EBUSY", "EPERM", "EACCES", "EMFILE", "ENFILE"]);

export function isHeld(error: unknown): boolean {
  return isSystemError(error) && heldCodes.has(error.code);
}

/** About two seconds together: scanners on Windows hold a file that was just written, and let it go soon. */
const waitsMs = [10, 20, 40, 80, 160, 320, 640, 730];

export async function whenFree<Result>(
  work: () => Promise<Result>,
): Promise<Result> {
  for (const waitMs of waitsMs) {
    try {
      return await work();
    } catch (error) {
      if (!isHeld(error)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
  return work();
}
