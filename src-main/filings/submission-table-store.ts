import type { Database } from "better-sqlite3";
import type { Receipt } from "../../src-shared/companion-api/receipt.ts";
import type { IdentityKey } from "../storage/identity-key.ts";
import { thoseThatOpen } from "../storage/those-that-open.ts";
import { openJson, sealJson } from "../storage/sealed.ts";
import type { OutgoingSubmission } from "./local-filing.ts";

/** The outbox, and the evidence of what was accepted. */
export interface SubmissionTable {
  readAllOutgoing(): Map<string, OutgoingSubmission>;
  readOutgoing(filingId: string): OutgoingSubmission | null;
  filingOf(submissionId: string): string | null;
  putFrozen(filingId: string, submission: OutgoingSubmission, at: string): void;
  dropFrozen(filingId: string): void;
  markQueued(submission: OutgoingSubmission, at: string): void;
  markSending(submissionId: string): void;
  /** Held, its request may have left long ago: nobody knows any more, so that cancelling asks the API. */
  setHeld(submission: OutgoingSubmission, isHeld: boolean): void;
  markAccepted(
    submission: OutgoingSubmission,
    receipt: Receipt,
    at: string,
  ): void;
  dropOutgoing(filingId: string): void;
}

interface SubmissionRow {
  readonly id: string;
  readonly filingId: string;
  readonly state: OutgoingSubmission["state"];
  readonly sealed: Buffer;
}

interface SealedSubmission {
  readonly frozen: string;
  readonly digest: string;
  readonly signature: string | null;
  readonly baseVersion: number;
  /** Absent in rows from before it was kept. */
  readonly turn?: number | null;
  readonly isHeld?: boolean;
  readonly receipt: Receipt | null;
}

const columns = `id, filing_id AS filingId, state, sealed
  FROM submissions WHERE identity_id = ? AND state <> 'accepted'`;

export function createSubmissionTable(
  database: Database,
  key: IdentityKey,
): SubmissionTable {
  const { identityId } = key;
  const place = (id: string) => ({
    table: "submissions",
    column: "sealed",
    id,
  });
  const seal = (submission: OutgoingSubmission, receipt: Receipt | null) => {
    const { submissionId, frozen, digest, signature, baseVersion, turn } =
      submission;
    const { isHeld = false } = submission;
    const content: SealedSubmission = {
      frozen,
      digest,
      signature,
      baseVersion,
      turn,
      ...(isHeld && { isHeld }),
      receipt,
    };
    return sealJson(key, place(submissionId), content);
  };
  const open = (row: SubmissionRow): OutgoingSubmission => {
    const sealed = openJson(key, place(row.id), row.sealed) as SealedSubmission;
    const { frozen, digest, signature, baseVersion, turn = null } = sealed;
    const { isHeld = false } = sealed;
    const { id: submissionId, state } = row;
    return {
      submissionId,
      frozen,
      digest,
      signature,
      state,
      baseVersion,
      turn,
      ...(isHeld && { isHeld }),
    };
  };

  const selectAll = database.prepare<[string], SubmissionRow>(
    `SELECT ${columns}`,
  );
  const selectOne = database.prepare<[string, string], SubmissionRow>(
    `SELECT ${columns} AND filing_id = ?`,
  );
  const selectFiling = database
    .prepare<[string, string], string>(
      "SELECT filing_id FROM submissions WHERE identity_id = ? AND id = ?",
    )
    .pluck();
  const insert = database.prepare(
    `INSERT INTO submissions (id, identity_id, filing_id, state, frozen_at, sealed)
     VALUES (?, ?, ?, 'frozen', ?, ?)`,
  );
  const queue = database.prepare(
    "UPDATE submissions SET state = 'queued', queued_at = ?, sealed = ? WHERE id = ?",
  );
  const send = database.prepare(
    "UPDATE submissions SET state = 'sending' WHERE identity_id = ? AND id = ? AND state = 'queued'",
  );
  const hold = database.prepare(
    "UPDATE submissions SET state = 'sending', sealed = ? WHERE id = ? AND state IN ('queued', 'sending')",
  );
  const accept = database.prepare(
    "UPDATE submissions SET state = 'accepted', accepted_at = ?, sealed = ? WHERE id = ?",
  );
  const remove = database.prepare(
    "DELETE FROM submissions WHERE identity_id = ? AND filing_id = ? AND state <> 'accepted'",
  );
  const removeFrozen = database.prepare(
    "DELETE FROM submissions WHERE identity_id = ? AND filing_id = ? AND state = 'frozen'",
  );

  return {
    readAllOutgoing: () =>
      new Map(
        thoseThatOpen(selectAll.all(identityId), (row) => [
          row.filingId,
          open(row),
        ]),
      ),
    readOutgoing: (filingId) => {
      const row = selectOne.get(identityId, filingId);
      return row === undefined ? null : open(row);
    },
    filingOf: (submissionId) =>
      selectFiling.get(identityId, submissionId) ?? null,
    putFrozen: (filingId, submission, at) => {
      removeFrozen.run(identityId, filingId);
      const sealed = seal(submission, null);
      insert.run(submission.submissionId, identityId, filingId, at, sealed);
    },
    dropFrozen: (filingId) => void removeFrozen.run(identityId, filingId),
    markQueued: (submission, at) =>
      void queue.run(at, seal(submission, null), submission.submissionId),
    markSending: (submissionId) => void send.run(identityId, submissionId),
    setHeld: (submission, isHeld) =>
      void hold.run(
        seal({ ...submission, isHeld }, null),
        submission.submissionId,
      ),
    markAccepted: (submission, receipt, at) =>
      void accept.run(at, seal(submission, receipt), submission.submissionId),
    dropOutgoing: (filingId) => void remove.run(identityId, filingId),
  };
}

/** Signed or confirmed and not yet taken by the API, of all identities; needs no key. */
export function countUnsentSubmissions(database: Database): number {
  return Number(
    database
      .prepare(
        "SELECT count(*) FROM submissions WHERE state IN ('queued', 'sending')",
      )
      .pluck()
      .get(),
  );
}
