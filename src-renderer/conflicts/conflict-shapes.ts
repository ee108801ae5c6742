import type {
  ConflictDecision,
  FilingConflict,
} from "../../src-shared/filings/filing-conflict.ts";

export type Decide = (decision: ConflictDecision, said: string) => void;

export type ChangedConflict = Extract<FilingConflict, { kind: "changed-here" }>;

export type DeletedConflict = Extract<FilingConflict, { kind: "deleted-here" }>;
