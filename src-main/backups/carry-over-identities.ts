import Database from "better-sqlite3";

interface CarriedTable {
  readonly table: string;
  readonly key: readonly string[];
  /** The column with the time of the row. */
  readonly at: string;
}

/** What opens data, and nothing that was typed: the parents first. */
const carriedTables: readonly CarriedTable[] = [
  { table: "installation_secret", key: ["id"], at: "created_at" },
  { table: "identities", key: ["id"], at: "created_at" },
  { table: "identity_keys", key: ["identity_id", "method"], at: "created_at" },
  { table: "account_unlocks", key: ["identity_id"], at: "saved_at" },
  { table: "sealed_notes", key: ["kind"], at: "saved_at" },
];

type Row = Readonly<Record<string, unknown>>;

/**
 * Rows that the backup lacks or has older. Whoever came since the backup was made is found again with what was typed, and a
 * recovery code that was made since opens; of the old database whatever can still be read.
 */
export function carryOverIdentities(oldFile: string, newFile: string): void {
  let old: Database.Database | undefined;
  const restored = new Database(newFile, { fileMustExist: true });
  try {
    old = new Database(oldFile, { readonly: true, fileMustExist: true });
    for (const place of carriedTables)
      for (const row of readableRows(old, place))
        carryOver(restored, place, row);
  } catch {
    // Nothing of it can be read.
  } finally {
    old?.close();
    restored.close();
  }
}

/** From both ends, so that one damaged page in the middle costs no more than itself. */
function readableRows(
  database: Database.Database,
  { table, key }: CarriedTable,
): Row[] {
  const rows = new Map<string, Row>();
  for (const order of ["ASC", "DESC"])
    try {
      const found = database
        .prepare<[], Row>(`SELECT * FROM ${table} ORDER BY rowid ${order}`)
        .iterate();
      for (const row of found)
        rows.set(JSON.stringify(key.map((name) => row[name])), row);
    } catch {
      // The other direction may reach further.
    }
  return [...rows.values()];
}

function carryOver(
  database: Database.Database,
  { table, key, at }: CarriedTable,
  row: Row,
): void {
  const names = Object.keys(row);
  const others = names.filter((name) => !key.includes(name));
  try {
    database
      .prepare(
        `INSERT INTO ${table} (${names.join()}) VALUES (${names.map(() => "?").join()})
         ON CONFLICT (${key.join()}) DO UPDATE SET ${others.map((name) => `${name} = excluded.${name}`).join()}
         WHERE excluded.${at} > ${table}.${at}`,
      )
      .run(Object.values(row));
  } catch {
    // A table of another version, or a name that the backup knows under another identity: the backup's stays.
  }
}
