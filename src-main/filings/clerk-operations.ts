import { randomUUID } from "node:crypto";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import {
  deleteByClerk,
  newDraft,
  saveByClerk,
  undoDelete,
} from "./change-by-clerk.ts";
import { decideConflict } from "./decide-conflict.ts";
import { isRemovedThere } from "./removed-there.ts";
import { isForgotten, olderStateAtCompanion } from "./forgotten.ts";
import type { FilingTables } from "./filing-tables.ts";
import type { LocalFiling, FilingRowValue } from "./local-filing.ts";
import { storedFormText } from "./stored-form.ts";
import { shownContent } from "./typed-content.ts";
import { refuseUnless } from "./outbox-operations.ts";
import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import type { ConflictDecision } from "../../src-shared/filings/filing-conflict.ts";

export interface ClerkOperations {
  /**
   * 保存信息: the content is the row's own from now on and waits for the API. Of a filing that was removed there, the row has
   * an id of its own: the API takes a removed one never again.
   */
  save(
    filingId: string,
    content: FilingContent,
    restsOn?: string | null,
  ): LocalFiling;
  /** 删除: erased where the API never had it, else it waits for the API. */
  delete(filingId: string): void;
  /**
   * 重新办理 of a filing that the API has forgotten. Where it has nothing of it, the contents stand in a new draft, whose id
   * comes back, and this row stays; where it has an older version, this row takes that with the next pull and keeps the
   * contents as its working copy.
   */
  startOver(filingId: string): string | null;
  /** 撤销删除, while the API has not confirmed the deletion. */
  undoDelete(filingId: string): LocalFiling;
  /** Throws `filing-no-conflict`, and `filing-version-conflict` where the clerk saw an older version. */
  decideConflict(decision: ConflictDecision): LocalFiling;
}

export function clerkOperations({
  filings,
  submissions,
  rescues,
  now,
  read,
  readKnown,
  nextTurn,
  durably,
}: FilingTables): ClerkOperations {
  /** The row takes the clerk's decision; nothing typed or frozen before it is left beside it. */
  const settle = (filing: FilingRowValue, before: LocalFiling | null): void => {
    const { pending } = filing;
    const isNewWork = pending !== null && pending !== before?.pending;
    filings.write(
      isNewWork
        ? { ...filing, pending: { ...pending, turn: nextTurn() } }
        : filing,
    );
    filings.dropWorkingCopy(filing.id);
    submissions.dropFrozen(filing.id);
    rescues.dropMark(filing.id);
  };
  const drop = (filingId: string): void => {
    filings.erase(filingId);
    submissions.dropFrozen(filingId);
    rescues.dropMark(filingId);
  };
  return {
    save: (filingId, content, restsOn = null) =>
      durably(() => {
        const before = read(filingId);
        if (before !== null) refuseWhileQueued(before);
        const isGone = isRemovedThere(before, restsOn);
        if (isGone) drop(filingId);
        const id = isGone ? randomUUID() : filingId;
        const known = isGone ? null : before;
        const draft = known ?? newDraft(id, content, now());
        settle(saveByClerk(draft, content, now(), restsOn), known);
        return readKnown(id);
      }),
    delete: (filingId) =>
      durably(() => {
        const before = readKnown(filingId);
        refuseWhileQueued(before);
        const after = deleteByClerk(before, now());
        if (after === null) drop(filingId);
        else settle(after, before);
      }),
    startOver: (filingId) =>
      durably(() => {
        const before = readKnown(filingId);
        refuseWhileQueued(before);
        if (!isForgotten(before))
          throw new ProblemError("filing-action-not-allowed");
        const content = shownContent(before);
        const { toCheck } = before;
        if (olderStateAtCompanion(before) === null) {
          const id = randomUUID();
          filings.write({ ...newDraft(id, content, now()), toCheck });
          return id;
        }
        // A draft that the API turns out to hold keeps what was typed.
        const { history, receipt, year, createdAt } = before;
        const draft = { ...newDraft(filingId, content, now()), toCheck };
        settle({ ...draft, history, receipt, year, createdAt }, before);
        return null;
      }),
    undoDelete: (filingId) =>
      durably(() => {
        const undone = undoDelete(readKnown(filingId));
        filings.write(undone);
        const { workingCopy } = undone;
        if (workingCopy !== null)
          filings.putWorkingCopy(
            filingId,
            storedFormText(workingCopy.content),
            workingCopy.savedAt,
          );
        return readKnown(filingId);
      }),
    decideConflict: (decision) =>
      durably(() => {
        const before = readKnown(decision.filingId);
        refuseWhileQueued(before);
        settle(decideConflict(before, decision, now()), before);
        return readKnown(decision.filingId);
      }),
  };
}

function refuseWhileQueued({ outgoing }: LocalFiling): void {
  refuseUnless(outgoing, "edit", "filing-submission-queued");
}
