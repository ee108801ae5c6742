import type { FilingStore } from "../filings/filing-store.ts";
import type { IdentityKey } from "../storage/identity-key.ts";
import { holdUnsent } from "./hold-unsent.ts";
import { salvageContents } from "./salvage-contents.ts";

export interface RestorePlace {
  readonly profileFolder: string;
  readonly key: IdentityKey;
  readonly filings: FilingStore;
  readonly logDefect: (error: unknown) => void;
}

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
