import type { Database } from "better-sqlite3";
import type { FormChange } from "../../src-shared/filings/older-forms.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { IdentityKey } from "../storage/identity-key.ts";
import { namingStorageProblems, runDurably } from "../storage/run-durably.ts";
import { ifItOpens } from "../storage/those-that-open.ts";
import { clerkOperations, type ClerkOperations } from "./clerk-operations.ts";
import { filesNamedBy, filesOf } from "./files-named-by.ts";
import { createFilingTable } from "./filing-table-store.ts";
import type { FilingTables } from "./filing-tables.ts";
import { formOperations, type FormOperations } from "./form-operations.ts";
import { turnOf, type LocalFiling } from "./local-filing.ts";
import {
  outboxOperations,
  type OutboxOperations,
} from "./outbox-operations.ts";
import {
  rescueOperations,
  type RescueOperations,
} from "./rescue-operations.ts";
import { createRescueTable } from "./rescue-table-store.ts";
import {
  serverOperations,
  type ServerOperations,
} from "./server-operations.ts";
import { createSubmissionTable } from "./submission-table-store.ts";
import {
  typingOperations,
  type TypingOperations,
} from "./typing-operations.ts";

/**
 * The filings of one identity on this machine. Every operation is one durable transaction: when it returns, a
 * power cut takes nothing back.
 */
export interface FilingStore
  extends
    TypingOperations,
    ClerkOperations,
    OutboxOperations,
    RescueOperations,
    FormOperations,
    ServerOperations {
  /** Oldest first; rows that wait for their deletion included. */
  list(): LocalFiling[];
  get(filingId: string): LocalFiling | null;
  /**
   * SHA-256 of every file that anything of this identity still names, rescued contents included. Null: something does not
   * open, and may name any of them.
   */
  namedFiles(): Set<string> | null;
}

export function createFilingStore(
  database: Database,
  key: IdentityKey,
  now: () => Date,
  changes?: readonly FormChange[],
): FilingStore {
  const filings = createFilingTable(database, key, changes);
  const submissions = createSubmissionTable(database, key);
  const read = (filingId: string): LocalFiling | null => {
    const filing = filings.read(filingId);
    if (filing === null) return null;
    return { ...filing, outgoing: submissions.readOutgoing(filingId) };
  };
  const list = (): LocalFiling[] =>
    namingStorageProblems(() => {
      const outgoing = submissions.readAllOutgoing();
      return filings.readAll().map((filing) => ({
        ...filing,
        outgoing: outgoing.get(filing.id) ?? null,
      }));
    });
  const tables: FilingTables = {
    filings,
    submissions,
    rescues: createRescueTable(database, key, changes),
    now,
    read,
    readKnown: (filingId) => {
      const filing = read(filingId);
      if (filing === null) throw new ProblemError("filing-unknown");
      return filing;
    },
    nextTurn: () => 1 + Math.max(0, ...list().map(turnOf)),
    durably: (work) => {
      try {
        return runDurably(database, work);
      } catch (error) {
        filings.forgetOpened();
        throw error;
      }
    },
  };
  return {
    list,
    namedFiles: () =>
      ifItOpens(() => namingStorageProblems(() => readNamedFiles(tables))),
    get: (filingId) => namingStorageProblems(() => read(filingId)),
    ...typingOperations(tables),
    ...clerkOperations(tables),
    ...outboxOperations(tables),
    ...rescueOperations(tables),
    ...formOperations(tables),
    ...serverOperations(tables),
  };
}

function readNamedFiles({ filings, rescues }: FilingTables): Set<string> {
  return new Set([
    ...filings
      .ids()
      .map((filingId) => filings.read(filingId))
      .filter((filing) => filing !== null)
      .flatMap(filesNamedBy),
    ...rescues
      .readEvery()
      .flatMap(({ content, base }) => [content, base.content])
      .flatMap(filesOf),
    ...rescues.marks().flatMap(({ base }) => filesOf(base.content)),
  ]);
}
