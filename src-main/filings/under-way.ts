import { isUnderWay } from "../../src-shared/filings/transitions.ts";
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
 * An application that is being deleted bars no other, unless the API has refused the deletion; nor does one that the API
 * does not know any more, or its clerk could never file again.
 */
export function countsAsUnderWay({
  pending,
  failure,
  state,
}: LocalFiling): boolean {
  const isGoing = pending?.kind === "delete" && failure === null;
  const isForgotten = failure?.code === "sync-companion-forgot";
  return !isGoing && !isForgotten && isUnderWay(state);
}
