import { isDeepStrictEqual } from "node:util";
import type { FilingRecord } from "../../src-shared/filings/filing-record.ts";
import type { Problem } from "../../src-shared/problems/problem.ts";
import { codeOf } from "./companion-refusal.ts";
import { concernsAll } from "./judge-failure.ts";
import type { SyncedFiling } from "./synced-filings.ts";
import type { PullContext } from "./pull-context.ts";

const code = "sync-companion-forgot";

/** `known` is what the API has of it, null where it has nothing. */
function forgotten(known: FilingRecord | null): Problem {
  return known === null ? { code } : { code, facts: { state: known.state } };
}

/**
 * An API put back from a copy knows less of some filings than this machine: their rows are marked and keep content,
 * version and receipt, and nothing of them is sent until the API knows them again or has moved on from where it stands.
 */
export async function noteForgotten(
  context: PullContext,
  listed: readonly FilingRecord[],
): Promise<void> {
  const { filings, onPulled, onLeft } = context;
  const records = new Map(listed.map((record) => [record.id, record]));
  for (const filing of filings.list()) {
    let forgot: Problem | null;
    let current: SyncedFiling | null;
    try {
      forgot = await judge(context, filing, records);
      current = filings.get(filing.id);
    } catch (error) {
      if (concernsAll(error)) throw error;
      onLeft(error);
      continue;
    }
    // What came or went while the API was asked is judged at the next pull.
    if (current === null || !isAsItWas(current, filing)) continue;
    const isMarked = current.failure?.code === code;
    if (isDeepStrictEqual(isMarked ? current.failure : null, forgot)) continue;
    // Another failure is the clerk's to read first.
    if (current.failure !== null && !isMarked) continue;
    filings.markFailure(filing.id, forgot);
    onPulled([]);
  }
}

function isAsItWas(current: SyncedFiling, before: SyncedFiling): boolean {
  return (
    current.serverVersion === before.serverVersion &&
    current.pending?.kind === before.pending?.kind
  );
}

/** Null: the API knows as much of this filing as this machine. */
async function judge(
  { client, token, signal }: PullContext,
  { id, serverVersion, serverRecord, pending }: SyncedFiling,
  records: ReadonlyMap<string, FilingRecord>,
): Promise<Problem | null> {
  const isGoing =
    serverRecord?.isRemoved === true || pending?.kind === "delete";
  if (serverVersion === null || isGoing) return null;
  const judged = (record: FilingRecord): Problem | null =>
    record.version < serverVersion ? forgotten(record) : null;
  const listed = records.get(id);
  if (listed !== undefined) return judged(listed);
  const params = { filingId: id };
  try {
    const found = await client.call("filing", { params }, { token, signal });
    return judged(found.filing);
  } catch (error) {
    if (codeOf(error) === "filing-not-found") return forgotten(null);
    throw error;
  }
}
