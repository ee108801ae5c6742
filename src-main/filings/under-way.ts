import { isUnderWay } from "../../src-shared/filings/transitions.ts";
import { isForgotten, olderStateAtCompanion } from "./forgotten.ts";
import type { LocalFiling } from "./local-filing.ts";

/**
 * The one application under way of this enterprise, as far as this machine knows: a saved one before a draft, which
 * may turn out to be the second.
 */
export function underWayId(filings: readonly LocalFiling[]): string | null {
  const underWay = filings.filter(countsAsUnderWay);
  const saved = underWay.find(({ state }) => state !== "draft");
  return (saved ?? underWay[0])?.id ?? null;
}

/**
 * An application that is being deleted bars no other, unless the API has refused the deletion. Of one that the API has
 * forgotten counts what the API still has: it would refuse another beside that, and nothing else.
 */
export function countsAsUnderWay(filing: LocalFiling): boolean {
  const { pending, failure } = filing;
  const isGoing = pending?.kind === "delete" && failure === null;
  const state = isForgotten(filing)
    ? olderStateAtCompanion(filing)
    : filing.state;
  return !isGoing && state !== null && isUnderWay(state);
}
