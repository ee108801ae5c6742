import { createHash } from "node:crypto";
import type { TrustKind } from "../storage/companion-tables.ts";
import type {
  CompanionDatabase,
  CompanionTransaction,
} from "../storage/open-database.ts";
import { nameTrust } from "./name-trust.ts";
import { placeList } from "./place-list.ts";

export interface TrustEntry {
  readonly sha256: string;
  readonly kind: TrustKind;
  readonly name: string;
  readonly addedAt: string;
}

export type AddedTrust =
  | {
      readonly kind: "added";
      readonly entry: TrustEntry;
      readonly replaced: number;
    }
  /** A CRL older than the one that is there. */
  | { readonly kind: "outdated" };

/** Takes one DER certificate or CRL. Throws `certificate-malformed`, or `certificate-untrusted` for what may not issue. */
export async function addTrust(
  database: CompanionDatabase,
  kind: TrustKind,
  der: Uint8Array,
  now: Date,
): Promise<AddedTrust> {
  const name = nameTrust(kind, der);
  const sha256 = createHash("sha256").update(der).digest("hex");
  const entry: TrustEntry = { sha256, kind, name, addedAt: now.toISOString() };
  return database.transaction().execute(async (transaction) => {
    const replaced =
      kind === "crl" ? await placeList(der, await readRows(transaction)) : [];
    if (replaced === null) return { kind: "outdated" };
    if (replaced.length > 0)
      await transaction
        .deleteFrom("trust_entries")
        .where("sha256", "in", replaced)
        .execute();
    await transaction
      .insertInto("trust_entries")
      .values({
        sha256,
        kind,
        name,
        der: Buffer.from(der),
        added_at: entry.addedAt,
      })
      // The same certificate as anchor after it was an intermediate: the latest word counts.
      .onConflict((conflict) => conflict.column("sha256").doUpdateSet({ kind }))
      .execute();
    await countTrustChange(transaction);
    return { kind: "added", entry, replaced: replaced.length };
  });
}

export async function listTrust(
  database: CompanionDatabase,
): Promise<TrustEntry[]> {
  const rows = await database
    .selectFrom("trust_entries")
    .select(["sha256", "kind", "name", "added_at as addedAt"])
    .orderBy("kind")
    .orderBy("name")
    .execute();
  return rows;
}

/** By the first digits of the digest; returns how many there were, and removes only where it was exactly one. */
export async function removeTrust(
  database: CompanionDatabase,
  sha256Start: string,
): Promise<number> {
  return database.transaction().execute(async (transaction) => {
    const found = await transaction
      .selectFrom("trust_entries")
      .select("sha256")
      .where("sha256", "like", `${sha256Start.replaceAll(/[^0-9a-f]/g, "")}%`)
      .execute();
    const [only, ...others] = found;
    if (only === undefined || others.length > 0) return found.length;
    await transaction
      .deleteFrom("trust_entries")
      .where("sha256", "=", only.sha256)
      .execute();
    await countTrustChange(transaction);
    return 1;
  });
}

function readRows(
  transaction: CompanionTransaction,
): Promise<{ sha256: string; kind: TrustKind; der: Uint8Array }[]> {
  return transaction
    .selectFrom("trust_entries")
    .select(["sha256", "kind", "der"])
    .execute();
}

async function countTrustChange(
  transaction: CompanionTransaction,
): Promise<void> {
  await transaction
    .updateTable("counters")
    .set((expression) => ({ value: expression("value", "+", 1) }))
    .where("name", "=", "trust")
    .execute();
}
