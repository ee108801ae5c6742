import type { FilingRecord } from "../../src-shared/filings/filing-record.ts";
import { codeOf, problemOf } from "./companion-refusal.ts";
import { fetchReceipt, lacksReceipt } from "./fetch-receipt.ts";
import { concernsAll, judgeFailure } from "./judge-failure.ts";
import { noteForgotten } from "./note-forgotten.ts";
import type { FilingMove, SyncedFiling } from "./synced-filings.ts";
import type { PullContext } from "./pull-context.ts";

export const longPollSeconds = 25;
const longPollLimitMs = (longPollSeconds + 10) * 1000;

/** Everything once, tombstones since the last visit included; heals also what an older feed did not tell. */
export async function pullEverything(context: PullContext): Promise<void> {
  const { client, cursor, filings } = context;
  const { token, signal } = context;
  const list = await client.call("listFilings", {}, { token, signal });
  const changed = list.filings.filter((record) => {
    let filing: SyncedFiling | null;
    try {
      filing = filings.get(record.id);
    } catch (error) {
      // A row that does not open stays as it is, for a backup to bring back; the others go on.
      context.onLeft(error);
      return false;
    }
    return filing === null || isOther(filing, record) || lacksReceipt(filing);
  });
  await apply(context, changed);
  const seen = cursor.read();
  if (seen !== null && seen < list.cursor) await pullAfter(context, seen, 0);
  cursor.write(list.cursor);
  await noteForgotten(context, list.filings);
}

/** Two of one version are two filings where the API was put back from a copy and went on from there. */
function isOther(filing: SyncedFiling, record: FilingRecord): boolean {
  return (
    filing.serverVersion !== record.version ||
    filing.serverRecord?.updatedAt !== record.updatedAt
  );
}

/**
 * Waits until something changes at the API, or for the long poll's time. `backwards`: the API does not know any more how
 * far this machine has followed it.
 */
export async function pullChanges(
  context: PullContext,
): Promise<"changed" | "same" | "backwards"> {
  return pullAfter(context, context.cursor.read() ?? 0, longPollSeconds);
}

async function pullAfter(
  context: PullContext,
  after: number,
  waitSeconds: number,
): Promise<"changed" | "same" | "backwards"> {
  const { client, token, signal, cursor } = context;
  const changes = await client.call(
    "changes",
    { query: { after, waitSeconds } },
    { token, signal, timeLimitMs: longPollLimitMs },
  );
  context.onStart(changes.startId);
  await apply(context, changes.filings);
  // Only after the records are durable: a crash in between repeats them, never skips them.
  if (changes.cursor !== after) cursor.write(changes.cursor);
  if (changes.cursor < after) return "backwards";
  return changes.filings.length > 0 ? "changed" : "same";
}

async function apply(
  context: PullContext,
  records: readonly FilingRecord[],
): Promise<void> {
  const moves: FilingMove[] = [];
  try {
    for (const record of records) {
      try {
        const move = await applyOne(context, record);
        if (move !== null) moves.push(move);
        await completeReceipt(context, record.id);
      } catch (error) {
        if (concernsAll(error)) throw error;
        context.onLeft(error);
      }
    }
  } finally {
    if (records.length > 0) context.onPulled(moves);
  }
}

async function applyOne(
  context: PullContext,
  record: FilingRecord,
): Promise<FilingMove | null> {
  const { client, filings, token, signal } = context;
  if (record.isRemoved) return filings.applyServerRecord(record);
  try {
    const params = { filingId: record.id };
    const found = await client.call("filing", { params }, { token, signal });
    return filings.applyServerRecord(found.filing, found.history);
  } catch (error) {
    // Erased between the two questions; its tombstone comes next.
    if (codeOf(error) !== "filing-not-found") throw error;
    return filings.applyServerRecord(record);
  }
}

async function completeReceipt(
  context: PullContext,
  filingId: string,
): Promise<void> {
  const filing = context.filings.get(filingId);
  if (filing === null || !lacksReceipt(filing)) return;
  try {
    await fetchReceipt(context, filing);
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null || judgeFailure(error) !== "row") throw error;
    context.filings.markFailure(filingId, problem);
  }
}
