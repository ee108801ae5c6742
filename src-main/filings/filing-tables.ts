import type { FilingTable } from "./filing-table-store.ts";
import type { LocalFiling } from "./local-filing.ts";
import type { RescueTable } from "./rescue-table-store.ts";
import type { SubmissionTable } from "./submission-table-store.ts";

/** What the operations of a filing store are made of. */
export interface FilingTables {
  readonly filings: FilingTable;
  readonly submissions: SubmissionTable;
  readonly rescues: RescueTable;
  readonly now: () => Date;
  readonly read: (filingId: string) => LocalFiling | null;
  /** Throws `filing-unknown`. */
  readonly readKnown: (filingId: string) => LocalFiling;
  /** For what is clicked now: after everything that waits. */
  readonly nextTurn: () => number;
  readonly durably: <Result>(work: () => Result) => Result;
}
