import Database from "better-sqlite3";
import type {
  FilingKind,
  FilingState,
} from "../../src-shared/filings/filing-state.ts";

/** What the clear columns of a database tell of its filings; no key is needed. */
export interface FilingTrace {
  readonly identityId: string;
  readonly id: string;
  readonly kind: FilingKind;
  readonly state: FilingState;
  readonly year: number;
  /** Of the row or of what was typed beside it, whichever is later. */
  readonly changedAt: string;
  /** Signed or confirmed, and on its way to the API. */
  readonly isWaiting: boolean;
}

export function readTraces(database: Database.Database): FilingTrace[] {
  return database
    .prepare<[], Omit<FilingTrace, "isWaiting"> & { isWaiting: number }>(
      `SELECT filings.identity_id AS identityId, filings.id, kind, state, year,
         max(updated_at, coalesce(saved_at, '')) AS changedAt,
         EXISTS (SELECT 1 FROM submissions WHERE identity_id = filings.identity_id
           AND filing_id = filings.id AND submissions.state IN ('queued', 'sending')) AS isWaiting
       FROM filings LEFT JOIN working_copies
       ON working_copies.identity_id = filings.identity_id AND working_copies.filing_id = filings.id`,
    )
    .all()
    .map((trace) => ({ ...trace, isWaiting: trace.isWaiting === 1 }));
}

export function readAddresses(database: Database.Database): string[] {
  return database
    .prepare<[], string>("SELECT address FROM attachments")
    .pluck()
    .all();
}

/** Null where the file cannot be read as a database of ours. */
export function withBackup<Result>(
  path: string,
  read: (database: Database.Database) => Result,
): Result | null {
  let database: Database.Database | undefined;
  try {
    database = new Database(path, { readonly: true, fileMustExist: true });
    return read(database);
  } catch {
    return null;
  } finally {
    database?.close();
  }
}
