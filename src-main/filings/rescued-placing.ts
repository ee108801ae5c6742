import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import type { RescuedPlacing } from "../../src-shared/rescued/rescued-procedures.ts";
import { contentDigest } from "./content-digest.ts";
import type { LocalFiling } from "./local-filing.ts";
import type { RescuedRow } from "./rescue-table-store.ts";
import { shownContent } from "./typed-content.ts";

/** Where 恢复 puts a content: the filing's own form where that may still be filled in, else a draft of its own. */
export function placingOf(
  filing: LocalFiling | null,
  content: FilingContent,
): RescuedPlacing {
  if (filing === null || !isFillable(filing)) return "new-draft";
  if (isSameContent(shownContent(filing), content)) return "stands-there";
  return filing.state === "draft" || filing.workingCopy !== null
    ? "replaces-typed"
    : "beside-saved";
}

/** Not typed on since the crash: 不恢复 goes back to what stood there before. */
export function standsSinceCrash(
  { reason, leftAt, content }: RescuedRow,
  filing: LocalFiling | null,
): filing is LocalFiling {
  return (
    reason === "crash" &&
    leftAt === null &&
    filing !== null &&
    isSameContent(shownContent(filing), content)
  );
}

export function isSameContent(one: FilingContent, other: FilingContent) {
  return contentDigest(one) === contentDigest(other);
}

function isFillable({ state, outgoing, pending }: LocalFiling): boolean {
  const isOpen =
    state === "draft" ||
    state === "to-submit" ||
    state === "returned" ||
    state === "approved";
  const isOnItsWay = outgoing !== null && outgoing.state !== "frozen";
  return isOpen && !isOnItsWay && pending?.kind !== "delete";
}
