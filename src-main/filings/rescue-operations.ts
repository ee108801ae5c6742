import { randomUUID } from "node:crypto";
import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { newDraft } from "./change-by-clerk.ts";
import { contentDigest } from "./content-digest.ts";
import type { FilingTables } from "./filing-tables.ts";
import type { LocalFiling } from "./local-filing.ts";
import { storedFormText } from "./stored-form.ts";
import type { RescuedRow } from "./rescue-table-store.ts";

export interface RescueOperations {
  /** 暂存, or a form left in order: what stands there is meant, and no crash has to be asked about. */
  settleTyping(filingId: string): void;
  /** Signing out in order. */
  endTyping(): void;
  /** At sign-in: what a crash left typed becomes a rescued content, and what was left 30 days ago goes. */
  rescueAfterCrash(): void;
  /** The newest first. */
  rescued(): RescuedRow[];
  rescue(content: Omit<RescuedRow, "id">): void;
  /** The filing in whose form the content stands now. Throws `rescued-content-gone`. */
  takeRescued(id: string): string;
  leaveRescued(id: string): void;
}

const keptMs = 30 * 24 * 60 * 60 * 1000;

/** What was typed and never kept on purpose: found after a crash, given up, or newer than a backup. */
export function rescueOperations(tables: FilingTables): RescueOperations {
  const { filings, rescues, now, read, durably } = tables;
  const find = (id: string): RescuedRow => {
    const found = rescues.readAll().find((row) => row.id === id);
    if (found === undefined) throw new ProblemError("rescued-content-gone");
    return found;
  };
  return {
    settleTyping: (filingId) => {
      // Asked at every end of a form: most of them have nothing to forget, and need no write.
      if (rescues.hasMark(filingId)) durably(() => rescues.dropMark(filingId));
    },
    endTyping: () => durably(() => rescues.dropMarks()),
    rescueAfterCrash: () =>
      durably(() => {
        const at = now();
        rescues.eraseLeftBefore(new Date(at.getTime() - keptMs).toISOString());
        for (const { filingId, base } of rescues.marks()) {
          const filing = read(filingId);
          const typed = filing === null ? null : shownContent(filing);
          if (filing === null || typed === null) continue;
          if (base.content !== null && isSame(base.content, typed)) continue;
          rescues.put({
            id: randomUUID(),
            filingId,
            reason: "crash",
            typedAt: filing.workingCopy?.savedAt ?? filing.updatedAt,
            leftAt: null,
            content: typed,
            base,
          });
        }
        rescues.dropMarks();
      }),
    rescued: () => rescues.readAll(),
    rescue: (rescued) =>
      durably(() => rescues.put({ id: randomUUID(), ...rescued })),
    takeRescued: (id) =>
      durably(() => {
        const { filingId, content } = find(id);
        rescues.erase(id);
        return putInForm(tables, filingId, content);
      }),
    leaveRescued: (id) =>
      durably(() => {
        const { filingId, content, base, reason } = find(id);
        rescues.markLeft(id, now().toISOString());
        const filing = read(filingId);
        const isUntouched =
          reason === "crash" &&
          filing !== null &&
          isSame(shownContent(filing), content);
        if (!isUntouched) return;
        const text =
          base.content === null ? null : storedFormText(base.content);
        const at = now().toISOString();
        if (filing.state === "draft") {
          if (text === null) filings.erase(filingId);
          else filings.writeContent(filingId, text, at);
        } else if (base.isCopy && text !== null)
          filings.putWorkingCopy(filingId, text, at);
        else filings.dropWorkingCopy(filingId);
      }),
  };
}

/** Into the filing's own form where that may still be filled in, else into a draft of its own. */
function putInForm(
  { filings, now, read }: FilingTables,
  filingId: string,
  content: FilingContent,
): string {
  const filing = read(filingId);
  const at = now().toISOString();
  const text = storedFormText(content);
  if (filing?.state === "draft") {
    filings.writeContent(filingId, text, at);
    return filingId;
  }
  if (filing !== null && isFillable(filing)) {
    if (!isSame(filing.content, content))
      filings.putWorkingCopy(filingId, text, at);
    return filingId;
  }
  const id = filing === null ? filingId : randomUUID();
  filings.write(newDraft(id, content, now()));
  return id;
}

function isFillable({ state, outgoing, pending }: LocalFiling): boolean {
  const isOpen =
    state === "to-submit" || state === "returned" || state === "approved";
  const isOnItsWay = outgoing !== null && outgoing.state !== "frozen";
  return isOpen && !isOnItsWay && pending?.kind !== "delete";
}

function shownContent({ content, workingCopy }: LocalFiling): FilingContent {
  return workingCopy?.content ?? content;
}

function isSame(one: FilingContent, other: FilingContent): boolean {
  return contentDigest(one) === contentDigest(other);
}
