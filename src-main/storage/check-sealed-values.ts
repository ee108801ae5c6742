import type { Database } from "better-sqlite3";
import type { IdentityKey } from "./identity-key.ts";
import { openBytes } from "./sealed.ts";

interface SealedTable {
  readonly table: string;
  readonly columns: readonly string[];
  /** What its values are sealed to, beside identity, table and column. */
  readonly id: string;
  /** The column that names the identity. */
  readonly owner?: string;
}

/** Everything that is sealed under an identity's key. */
export const sealedTables: readonly SealedTable[] = [
  { table: "identities", columns: ["sealed_profile"], id: "id", owner: "id" },
  {
    table: "filings",
    columns: ["sealed_content", "sealed_server_record", "sealed_standing"],
    id: "id",
  },
  { table: "working_copies", columns: ["sealed_content"], id: "filing_id" },
  { table: "submissions", columns: ["sealed"], id: "id" },
  { table: "attachments", columns: ["sealed"], id: "address" },
  { table: "uploads", columns: ["sealed_path"], id: "address" },
  { table: "account_unlocks", columns: ["sealed"], id: "identity_id" },
  { table: "typing_marks", columns: ["sealed_base"], id: "filing_id" },
  { table: "rescued_contents", columns: ["sealed"], id: "id" },
];

const rowsAtOnce = 50;

/**
 * Opens every value of these identities, and lets others work in between: SQLite's own check knows nothing of what a value
 * means. False: one does not open. Tables that an older schema lacks hold nothing.
 */
export async function areSealedValuesWhole(
  database: Database,
  keys: readonly IdentityKey[],
): Promise<boolean> {
  for (const place of sealedTables.filter(isIn(database)))
    for (const key of keys)
      if (!(await isTableWhole(database, place, key))) return false;
  return true;
}

async function isTableWhole(
  database: Database,
  { table, columns, id, owner = "identity_id" }: SealedTable,
  key: IdentityKey,
): Promise<boolean> {
  const select = database.prepare<
    [string, string],
    { id: string } & Record<string, Buffer | null>
  >(
    `SELECT ${id} AS id, ${columns.join()} FROM ${table}
     WHERE ${owner} = ? AND ${id} > ? ORDER BY ${id} LIMIT ${rowsAtOnce}`,
  );
  let after = "";
  for (;;) {
    await new Promise((resolve) => setImmediate(resolve));
    if (!database.open) return true;
    const rows = select.all(key.identityId, after);
    for (const row of rows)
      for (const column of columns) {
        const sealed = row[column];
        if (sealed instanceof Uint8Array)
          try {
            openBytes(key, { table, column, id: row.id }, sealed);
          } catch {
            return false;
          }
      }
    if (rows.length < rowsAtOnce) return true;
    after = rows.at(-1)?.id ?? "";
  }
}

function isIn(database: Database): (place: SealedTable) => boolean {
  const names = new Set(
    database
      .prepare<[], string>(
        "SELECT name FROM sqlite_schema WHERE type = 'table'",
      )
      .pluck()
      .all(),
  );
  return ({ table }) => names.has(table);
}
