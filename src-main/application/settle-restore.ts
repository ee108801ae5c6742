import { holdUnsent } from "./hold-unsent.ts";
import { salvageContents } from "./salvage-contents.ts";
import type { RestorePlace } from "./sign-in-marks.ts";

/**
 * At sign-in. False: it could not be done, which keeps nobody out; but nothing may be sent, because what a restore brought
 * back may not be held.
 */
export function settleRestore(place: RestorePlace): boolean {
  try {
    holdUnsent(place);
    salvageContents(place);
    return true;
  } catch (error) {
    place.logDefect(error);
    return false;
  }
}
