import type { Database } from "better-sqlite3";
import { thoseThatOpen } from "../storage/those-that-open.ts";
import type { FilingRowValue } from "./local-filing.ts";

/** Rows that were unsealed already: the list asks for all of them each time, and few have changed. */
export interface OpenedRows {
  /** A row that does not open any more is left out: it must not keep anybody from the others. */
  all(read: () => readonly string[]): readonly FilingRowValue[];
  one(filingId: string): FilingRowValue | null;
  forget(filingId: string): void;
  /** After a transaction that was rolled back: what was read inside it never was. */
  forgetAll(): void;
}

export function keepOpenedRows(
  database: Database,
  open: (filingId: string) => FilingRowValue | null,
): OpenedRows {
  const rows = new Map<string, FilingRowValue>();
  let everything: readonly FilingRowValue[] | null = null;
  let seenVersion: unknown = null;
  // https://www.sqlite.org/pragma.html#pragma_data_version: moves when another connection wrote.
  const version = database.prepare("PRAGMA data_version").pluck();
  const forgetAll = (): void => {
    rows.clear();
    everything = null;
  };
  const forgetIfOthersWrote = (): void => {
    const now = version.get();
    if (now !== seenVersion) forgetAll();
    seenVersion = now;
  };
  const one = (filingId: string): FilingRowValue | null => {
    forgetIfOthersWrote();
    const known = rows.get(filingId);
    if (known !== undefined) return known;
    const opened = open(filingId);
    if (opened !== null) rows.set(filingId, opened);
    return opened;
  };
  return {
    one,
    all: (read) => {
      forgetIfOthersWrote();
      everything ??= thoseThatOpen(read(), one);
      return everything;
    },
    forget: (filingId) => {
      rows.delete(filingId);
      everything = null;
    },
    forgetAll,
  };
}
