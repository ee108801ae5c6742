import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import type { FilingRowValue } from "./apply-server-record.ts";
import {
  deleteByClerk,
  newDraft,
  saveByClerk,
  undoDelete,
} from "./change-by-clerk.ts";
import { decideConflict } from "./decide-conflict.ts";
import type { FilingStore } from "./filing-store.ts";
import type { FilingTables } from "./filing-tables.ts";
import type { LocalFiling } from "./local-filing.ts";
import { storedFormText } from "./stored-form.ts";
import { refuseUnless } from "./outbox-operations.ts";

type ClerkOperations = Pick<
  FilingStore,
  "save" | "delete" | "undoDelete" | "decideConflict"
>;

export function clerkOperations({
  filings,
  submissions,
  rescues,
  now,
  read,
  readKnown,
  durably,
}: FilingTables): ClerkOperations {
  /** The row takes the clerk's decision; nothing typed or frozen before it is left beside it. */
  const settle = (filing: FilingRowValue): void => {
    filings.write(filing);
    filings.dropWorkingCopy(filing.id);
    submissions.dropFrozen(filing.id);
    rescues.dropMark(filing.id);
  };
  const saved = (
    filingId: string,
    content: FilingContent,
    restsOn: string | null,
  ): FilingRowValue => {
    const before = read(filingId);
    if (before !== null) refuseWhileQueued(before);
    const draft = before ?? newDraft(filingId, content, now());
    return saveByClerk(draft, content, now(), restsOn);
  };
  return {
    save: (filingId, content, restsOn = null) =>
      durably(() => {
        settle(saved(filingId, content, restsOn));
        return readKnown(filingId);
      }),
    delete: (filingId) =>
      durably(() => {
        const before = readKnown(filingId);
        refuseWhileQueued(before);
        const after = deleteByClerk(before, now());
        if (after !== null) settle(after);
        else {
          filings.erase(filingId);
          submissions.dropFrozen(filingId);
          rescues.dropMark(filingId);
        }
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
        settle(decideConflict(before, decision, now()));
        return readKnown(decision.filingId);
      }),
  };
}

function refuseWhileQueued({ outgoing }: LocalFiling): void {
  refuseUnless(outgoing, "edit", "filing-submission-queued");
}
