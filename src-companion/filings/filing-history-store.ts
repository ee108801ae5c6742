import type { HistoryEntry } from "../../src-shared/filings/filing-record.ts";
import type {
  CompanionDatabase,
  CompanionTransaction,
} from "../storage/open-database.ts";

/** Who does something to a filing, and from where. */
export interface FilingActor {
  readonly name: string;
  readonly kind: HistoryEntry["actorKind"];
  readonly address: string | null;
  readonly credential: string | null;
}

export async function appendHistory(
  transaction: CompanionTransaction,
  filingId: string,
  entry: Omit<HistoryEntry, "actor" | "actorKind">,
  actor: FilingActor,
): Promise<void> {
  await transaction
    .insertInto("filing_history")
    .values({
      filing_id: filingId,
      at: entry.at,
      actor: actor.name,
      actor_kind: actor.kind,
      action: entry.action,
      from_state: entry.fromState,
      to_state: entry.toState,
      kind: entry.kind,
      version: entry.version,
      remark: entry.remark,
      address: actor.address,
      credential: actor.credential,
    })
    .execute();
}

/** Oldest first; addresses and credentials stay inside. */
export async function readHistory(
  database: CompanionDatabase,
  filingId: string,
): Promise<HistoryEntry[]> {
  return database
    .selectFrom("filing_history")
    .select([
      "at",
      "actor",
      "actor_kind as actorKind",
      "action",
      "from_state as fromState",
      "to_state as toState",
      "kind",
      "version",
      "remark",
    ])
    .where("filing_id", "=", filingId)
    .orderBy("id")
    .execute();
}
