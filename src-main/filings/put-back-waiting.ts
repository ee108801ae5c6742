import { ifItOpens } from "../storage/those-that-open.ts";
import type { FilingStore } from "./filing-store.ts";
import type { FoundContent, FoundSubmission } from "./read-contents.ts";

/**
 * What waited to be sent in a database that a backup took the place of waits again, byte for byte and under its own id, so
 * that the API can tell one that had arrived. It does not leave by itself: what it rests on may be gone, so the clerk decides.
 * Nothing is put into a filing whose row does not open here.
 */
export function putBackWaiting(
  filings: FilingStore,
  found: readonly FoundContent[],
): void {
  for (const { filingId, content, waiting } of found) {
    if (waiting === null) continue;
    ifItOpens(() => {
      if (filings.get(filingId) === null)
        filings.addDraft(filingId, content, []);
      putBack(filings, filingId, waiting);
    });
  }
}

function putBack(
  filings: FilingStore,
  filingId: string,
  { submissionId, signature, ...frozen }: FoundSubmission,
): void {
  const outgoing = filings.get(filingId)?.outgoing ?? null;
  if (outgoing?.submissionId === submissionId && outgoing.state !== "frozen")
    return;
  const isAccepted =
    filings.findBySubmission(submissionId) !== null &&
    outgoing?.submissionId !== submissionId;
  if (isAccepted) return;
  // The later database knows better: what waits in the backup was cancelled, and this one signed after it.
  if (outgoing !== null && outgoing.state !== "frozen") {
    filings.hold(filingId);
    filings.cancelSubmission(outgoing.submissionId, "withdraw");
  }
  filings.putFrozen({ filingId, submissionId, ...frozen });
  filings.queueSubmission(submissionId, signature);
  filings.hold(filingId);
}
