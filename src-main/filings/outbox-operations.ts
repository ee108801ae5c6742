import {
  moveInOutbox,
  type OutboxEvent,
} from "../../src-shared/filings/outbox.ts";
import {
  ProblemError,
  type ProblemCode,
} from "../../src-shared/problems/problem.ts";
import { isHeld } from "../../src-shared/filings/held-after-restore.ts";
import type { FilingTables } from "./filing-tables.ts";
import { isForgotten } from "./forgotten.ts";
import type { LocalFiling, OutgoingSubmission } from "./local-filing.ts";
import { eraseRemoved } from "./removed-there.ts";

export interface OutboxOperations {
  /** Takes the place of an earlier frozen submission that nobody confirmed. */
  putFrozen(submission: FrozenSubmissionRow): void;
  /** The filing that this submission belongs to. */
  findBySubmission(submissionId: string): LocalFiling | null;
  queueSubmission(submissionId: string, signature: string | null): LocalFiling;
  /** Called before the first request leaves: from now on cancelling has to ask the API. */
  markSending(submissionId: string): void;
  /**
   * Back to editing. `cancel` where no request has left, `withdraw` where the API keeps it from arriving; else
   * throws `submission-already-sent`.
   */
  cancelSubmission(
    submissionId: string,
    event: "cancel" | "withdraw",
  ): LocalFiling;
  /** Submissions and deletions that wait go no further until `sendHeld`. */
  holdUnsent(): void;
  hold(filingId: string): void;
  /** The clerk wants it sent all the same. Throws `filing-action-not-allowed` where nothing is held. */
  sendHeld(filingId: string): LocalFiling;
}

export interface FrozenSubmissionRow {
  readonly filingId: string;
  readonly submissionId: string;
  readonly frozen: string;
  readonly digest: string;
  readonly baseVersion: number;
}

export function outboxOperations({
  filings,
  submissions,
  now,
  read,
  readKnown,
  nextTurn,
  durably,
}: FilingTables): OutboxOperations {
  const findBySubmission = (submissionId: string): LocalFiling | null => {
    const filingId = submissions.filingOf(submissionId);
    return filingId === null ? null : read(filingId);
  };
  const readOutgoing = (
    submissionId: string,
  ): { filing: LocalFiling; outgoing: OutgoingSubmission } => {
    const filing = findBySubmission(submissionId);
    if (filing?.outgoing?.submissionId !== submissionId)
      throw new ProblemError("submission-unknown");
    return { filing, outgoing: filing.outgoing };
  };
  const setHeld = (
    { outgoing, ...filing }: LocalFiling,
    isHeldNow: boolean,
  ): void => {
    if (outgoing !== null && outgoing.state !== "frozen")
      submissions.setHeld(outgoing, isHeldNow);
    const { pending } = filing;
    if (pending?.kind === "delete")
      filings.write({ ...filing, pending: { ...pending, isHeld: isHeldNow } });
  };
  return {
    findBySubmission,
    putFrozen: ({ filingId, submissionId, frozen, digest, baseVersion }) =>
      durably(() => {
        const { outgoing } = readKnown(filingId);
        refuseUnless(outgoing, "freeze", "filing-submission-queued");
        const submission: OutgoingSubmission = {
          submissionId,
          frozen,
          digest,
          signature: null,
          state: "frozen",
          baseVersion,
          turn: null,
        };
        submissions.putFrozen(filingId, submission, now().toISOString());
      }),
    queueSubmission: (submissionId, signature) =>
      durably(() => {
        const { filing, outgoing } = readOutgoing(submissionId);
        if (moveInOutbox(outgoing.state, "sign") === undefined) return filing;
        const signed = { ...outgoing, signature, turn: nextTurn() };
        submissions.markQueued(signed, now().toISOString());
        return readKnown(filing.id);
      }),
    markSending: (submissionId) =>
      durably(() => submissions.markSending(submissionId)),
    cancelSubmission: (submissionId, event) =>
      durably(() => {
        const { filing, outgoing } = readOutgoing(submissionId);
        refuseUnless(outgoing, event, "submission-already-sent");
        submissions.dropOutgoing(filing.id);
        const isTold = filing.pending === null && !isForgotten(filing);
        if (filing.serverRecord?.isRemoved === true)
          eraseRemoved({ filings, submissions, now }, filing);
        else if (isTold) filings.write({ ...filing, failure: null });
        return readKnown(filing.id);
      }),
    holdUnsent: () =>
      durably(() => {
        const outgoing = submissions.readAllOutgoing();
        for (const filing of filings.readAll())
          setHeld(
            { ...filing, outgoing: outgoing.get(filing.id) ?? null },
            true,
          );
      }),
    hold: (filingId) => durably(() => setHeld(readKnown(filingId), true)),
    sendHeld: (filingId) =>
      durably(() => {
        const filing = readKnown(filingId);
        if (!isHeld(filing))
          throw new ProblemError("filing-action-not-allowed");
        setHeld(filing, false);
        return readKnown(filingId);
      }),
  };
}

/** Throws the code where the outbox knows no such move. */
export function refuseUnless(
  outgoing: OutgoingSubmission | null,
  event: OutboxEvent,
  code: ProblemCode,
): void {
  if (moveInOutbox(outgoing?.state ?? "editing", event) === undefined)
    throw new ProblemError(code);
}
