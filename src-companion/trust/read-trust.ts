import type { TrustMaterial } from "../../src-shared/certificates/trust-material.ts";
import type { CompanionDatabase } from "../storage/open-database.ts";

export interface TrustReader {
  /** The same object until the `trust` command changes something: what was parsed from it stays usable. */
  read(): Promise<TrustMaterial>;
}

export function createTrustReader(database: CompanionDatabase): TrustReader {
  let known: { version: number; trust: TrustMaterial } | null = null;
  return {
    read: async () => {
      const { value: version } = await database
        .selectFrom("counters")
        .select("value")
        .where("name", "=", "trust")
        .executeTakeFirstOrThrow();
      if (known?.version !== version)
        known = { version, trust: await readEntries(database) };
      return known.trust;
    },
  };
}

async function readEntries(
  database: CompanionDatabase,
): Promise<TrustMaterial> {
  const rows = await database
    .selectFrom("trust_entries")
    .select(["kind", "der"])
    .orderBy("sha256")
    .execute();
  const ofKind = (kind: (typeof rows)[number]["kind"]): Uint8Array[] =>
    rows.filter((row) => row.kind === kind).map((row) => row.der);
  return {
    anchors: ofKind("anchor"),
    intermediates: ofKind("intermediate"),
    crls: ofKind("crl"),
  };
}
