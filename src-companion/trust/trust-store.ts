import { createHash } from "node:crypto";
import type { TrustKind } from "../storage/companion-tables.ts";
import type {
  CompanionDatabase,
  CompanionTransaction,
} from "../storage/open-database.ts";
import { describeTrust } from "./describe-trust.ts";

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
  const described = describeTrust(kind, der);
  const sha256 = createHash("sha256").update(der).digest("hex");
  const entry: TrustEntry = {
    sha256,
    kind,
    name: described.name,
    addedAt: now.toISOString(),
  };
  return database.transaction().execute(async (transaction) => {
    const earlier = await transaction
      .selectFrom("trust_entries")
      .select(["sha256", "der"])
      .where("replaces_key", "=", described.replacesKey)
      .where("kind", "=", kind)
      .execute();
    if (earlier.some((each) => isNewer(kind, each.der, described.issuedAt)))
      return { kind: "outdated" };
    for (const each of earlier)
      await transaction
        .deleteFrom("trust_entries")
        .where("sha256", "=", each.sha256)
        .execute();
    await transaction
      .insertInto("trust_entries")
      .values({
        sha256,
        kind,
        replaces_key: described.replacesKey,
        name: described.name,
        der: Buffer.from(der),
        added_at: entry.addedAt,
      })
      // The same certificate as anchor after it was an intermediate: the latest word counts.
      .onConflict((conflict) => conflict.column("sha256").doUpdateSet({ kind }))
      .execute();
    await countTrustChange(transaction);
    return {
      kind: "added",
      entry,
      replaced: earlier.filter((each) => each.sha256 !== sha256).length,
    };
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

function isNewer(
  kind: TrustKind,
  der: Uint8Array,
  than: string | null,
): boolean {
  const { issuedAt } = describeTrust(kind, der);
  return issuedAt !== null && than !== null && issuedAt > than;
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
