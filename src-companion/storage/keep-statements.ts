import type { Database } from "better-sqlite3";
import type { SqliteDatabase, SqliteStatement } from "kysely";

/** Far more than the API has queries; lists of many lengths (`IN (?, ?, …)`) must not fill the memory. */
const mostKept = 400;

/** kysely has every query parsed anew; here a query is parsed when it is first met, and again after it was long unused. */
export function keepStatements(sqlite: Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    prepare: (sql) => {
      const statement = kept.get(sql) ?? prepare(sqlite, sql);
      // The order of a Map is that of insertion: the first is the one unused for longest.
      kept.delete(sql);
      kept.set(sql, statement);
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      return statement;
    },
    close: () => {
      kept.clear();
      sqlite.close();
    },
  };
}

function prepare(sqlite: Database, sql: string): SqliteStatement {
  return sqlite.prepare(sql);
}
