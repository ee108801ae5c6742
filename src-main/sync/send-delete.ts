import { codeOf } from "./companion-refusal.ts";
import { callOptions, type SendContext } from "./send-context.ts";
import type { SyncedFiling } from "./synced-filings.ts";

export async function sendDelete(
  context: SendContext,
  filing: SyncedFiling,
): Promise<void> {
  const { pending, id: filingId } = filing;
  if (pending?.kind !== "delete") return;
  const { baseVersion } = pending;
  const { client, filings, onChanged, meter } = context;
  meter.begin(filingId, "delete");
  try {
    const reply = await client.call(
      "deleteFiling",
      { params: { filingId }, query: { baseVersion } },
      callOptions(context),
    );
    onChanged(filings.acceptDelete(filingId, reply.filing));
  } catch (error) {
    // Already gone: the answer to an earlier try was lost, or another machine was quicker.
    if (codeOf(error) === "filing-not-found")
      onChanged(filings.acceptDelete(filingId, null));
    else if (isConflict(error))
      await settleConflict(context, filingId, baseVersion, error);
    else throw error;
  }
}

async function settleConflict(
  context: SendContext,
  filingId: string,
  baseVersion: number,
  conflict: unknown,
): Promise<void> {
  const { client, filings, onChanged } = context;
  const { filing, history } = await client.call(
    "filing",
    { params: { filingId } },
    callOptions(context),
  );
  // One version on and back at the approved row, where only 删除 leads in one step from what can be deleted: this is
  // our own deletion of an amendment, its answer lost.
  const isOwnDeletion =
    filing.isRemoved ||
    (filing.version === baseVersion + 1 && filing.state === "approved");
  if (isOwnDeletion) {
    onChanged(filings.acceptDelete(filingId, filing.isRemoved ? null : filing));
    return;
  }
  onChanged(filings.applyServerRecord(filing, history));
  throw conflict;
}

function isConflict(error: unknown): boolean {
  const code = codeOf(error);
  return (
    code === "filing-version-conflict" || code === "filing-transition-refused"
  );
}
