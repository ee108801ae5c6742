import { isWithinValidity } from "../../src-shared/filings/validity.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { LocalFiling } from "./local-filing.ts";
import { countsAsUnderWay, underWayId } from "./under-way.ts";

/** 变更 until 24:00 Shanghai of the last day; an amendment under way ends there too. */
export function refuseLateAmendment(filing: LocalFiling, now: Date): void {
  const { state, kind, approval } = filing;
  if (state !== "approved" && kind !== "amendment") return;
  if (approval === null || !isWithinValidity(approval.validUntil, now))
    throw new ProblemError("filing-amendment-too-late");
}

/** Nothing new is begun beside an application under way, a draft too. */
export function refuseAnother(filings: readonly LocalFiling[]): void {
  const filingId = underWayId(filings);
  if (filingId !== null)
    throw new ProblemError("filing-application-under-way", { filingId });
}

/**
 * One application under way per enterprise. Another draft on this machine does not count here: of two drafts the
 * first one saved is the application, and neither can bar the other for good.
 */
export function refuseUnderWay(
  filings: readonly LocalFiling[],
  filingId: string,
): void {
  const other = filings.find(
    (filing) =>
      filing.id !== filingId &&
      countsAsUnderWay(filing) &&
      filing.state !== "draft",
  );
  if (other !== undefined)
    throw new ProblemError("filing-application-under-way", {
      filingId: other.id,
    });
}
