import type { FilingRecord } from "../../src-shared/filings/filing-record.ts";
import { codeOf } from "./companion-refusal.ts";
import type { PullContext } from "./pull-changes.ts";
import type { SyncedFiling } from "./synced-filings.ts";

const forgot = { code: "sync-companion-forgot" } as const;

/**
 * An API put back from a copy knows less of some filings than this machine: their rows are marked and keep content,
 * version and receipt, and nothing of them is sent until the API knows them again or has moved on from where it stands.
 */
export async function noteForgotten(
  context: PullContext,
  listed: readonly FilingRecord[],
): Promise<void> {
  const { filings, onPulled } = context;
  const records = new Map(listed.map((record) => [record.id, record]));
  for (const filing of filings.list()) {
    const isForgotten = await hasForgotten(context, filing, records);
    const current = filings.get(filing.id);
    // What came or went while the API was asked is judged at the next pull.
    if (current === null || !isAsItWas(current, filing)) continue;
    const isMarked = current.failure?.code === forgot.code;
    if (isForgotten === isMarked) continue;
    // Another failure is the clerk's to read first.
    if (current.failure !== null && !isMarked) continue;
    filings.markFailure(filing.id, isForgotten ? forgot : null);
    onPulled([]);
  }
}

function isAsItWas(current: SyncedFiling, before: SyncedFiling): boolean {
  return (
    current.serverVersion === before.serverVersion &&
    current.pending?.kind === before.pending?.kind
  );
}

async function hasForgotten(
  { client, token, signal }: PullContext,
  { id, serverVersion, serverRecord, pending }: SyncedFiling,
  records: ReadonlyMap<string, FilingRecord>,
): Promise<boolean> {
  const isGoing =
    serverRecord?.isRemoved === true || pending?.kind === "delete";
  if (serverVersion === null || isGoing) return false;
  const listed = records.get(id);
  if (listed !== undefined) return listed.version < serverVersion;
  const params = { filingId: id };
  try {
    const found = await client.call("filing", { params }, { token, signal });
    return found.filing.version < serverVersion;
  } catch (error) {
    if (codeOf(error) === "filing-not-found") return true;
    throw error;
  }
}
