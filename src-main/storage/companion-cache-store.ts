import type { Database } from "better-sqlite3";
import { nameStorageProblem } from "./storage-problem.ts";

/** Public material of the API, kept for the time it is away. Not sealed: nothing in it belongs to an enterprise. */
export interface CompanionCache {
  get(key: string): CachedValue | null;
  put(key: string, value: unknown): void;
}

export interface CachedValue {
  /** Parse it with the schema it was fetched by: the file may have been written by another version. */
  readonly value: unknown;
  readonly fetchedAt: string;
}

export function createCompanionCache(
  database: Database,
  now: () => Date,
): CompanionCache {
  const select = database.prepare<
    [string],
    { value: string; fetchedAt: string }
  >("SELECT value, fetched_at AS fetchedAt FROM companion_cache WHERE key = ?");
  const upsert = database.prepare<[string, string, string]>(
    `INSERT INTO companion_cache (key, value, fetched_at) VALUES (?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, fetched_at = excluded.fetched_at`,
  );
  return {
    get: (key) => {
      const row = select.get(key);
      if (row === undefined) return null;
      return {
        value: JSON.parse(row.value) as unknown,
        fetchedAt: row.fetchedAt,
      };
    },
    put: (key, value) => {
      try {
        upsert.run(key, JSON.stringify(value), now().toISOString());
      } catch (error) {
        throw nameStorageProblem(error);
      }
    },
  };
}
