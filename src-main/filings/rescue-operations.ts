import { randomUUID } from "node:crypto";
import { mergePlaces } from "../../src-shared/filings/older-forms.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";
import { ifItOpens } from "../storage/those-that-open.ts";
import { newDraft } from "./change-by-clerk.ts";
import type { FilingTables } from "./filing-tables.ts";
import type { RescuedRow } from "./rescue-table-store.ts";
import {
  isSameContent,
  placingOf,
  standsSinceCrash,
} from "./rescued-placing.ts";
import { storedFormText } from "./stored-form.ts";
import {
  forgetCopy,
  setAsideTyped,
  shownContent,
  shownSince,
} from "./typed-content.ts";

export interface RescueOperations {
  /** 暂存, or a form left in order: what stands there is meant, and no crash has to be asked about. */
  settleTyping(filingId: string): void;
  /** Signing out in order. */
  endTyping(): void;
  /** At sign-in: what a crash left typed becomes a rescued content, and what was left 30 days ago goes. */
  rescueAfterCrash(): void;
  /** The newest first. */
  rescued(): RescuedRow[];
  rescue(content: FoundRow): void;
  /** The filing in whose form the content stands now; what it replaces there is set aside. Throws `rescued-content-gone`. */
  takeRescued(id: string): string;
  leaveRescued(id: string): void;
}

type FoundRow = Omit<RescuedRow, "id" | "toCheck"> &
  Partial<Pick<RescuedRow, "toCheck">>;

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
          if (filing === null) continue;
          const typed = shownContent(filing);
          if (base.content !== null && isSameContent(base.content, typed))
            continue;
          rescues.put({
            id: randomUUID(),
            filingId,
            reason: "crash",
            typedAt: shownSince(filing),
            leftAt: null,
            content: typed,
            base,
            toCheck: filing.toCheck,
          });
        }
        rescues.dropMarks();
      }),
    rescued: () => rescues.readAll(),
    rescue: (rescued) =>
      durably(() => rescues.put({ id: randomUUID(), toCheck: [], ...rescued })),
    takeRescued: (id) =>
      durably(() => {
        const rescued = find(id);
        rescues.erase(id);
        return putInForm(tables, rescued);
      }),
    leaveRescued: (id) =>
      durably(() => {
        const row = find(id);
        const { filingId, base } = row;
        const at = now().toISOString();
        rescues.markLeft(id, at);
        const filing = ifItOpens(() => read(filingId));
        if (!standsSinceCrash(row, filing)) return;
        const text =
          base.content === null ? null : storedFormText(base.content);
        if (filing.state === "draft") {
          if (text === null) filings.erase(filingId);
          else filings.writeContent(filingId, text, at);
        } else if (base.isCopy && text !== null)
          filings.putWorkingCopy(filingId, text, at);
        else forgetCopy(tables, filingId);
      }),
  };
}

/** What it replaces there is set aside. The filing in whose form it stands now. */
function putInForm(tables: FilingTables, rescued: RescuedRow): string {
  const { filings, now, read } = tables;
  const { filingId, content } = rescued;
  const filing = ifItOpens(() => read(filingId));
  const placing = placingOf(filing, content);
  if (filing === null || placing === "new-draft") {
    // A row that does not open stays as it is, for a backup to bring back.
    const id = filings.ids().includes(filingId) ? randomUUID() : filingId;
    filings.write({
      ...newDraft(id, content, now()),
      toCheck: rescued.toCheck,
    });
    return id;
  }
  if (placing === "replaces-typed") setAsideTyped(tables, filing);
  const at = now().toISOString();
  const toCheck = mergePlaces(filing.toCheck, rescued.toCheck);
  if (filing.state === "draft")
    filings.write({ ...filing, content, updatedAt: at, toCheck });
  else {
    filings.write({ ...filing, toCheck });
    if (isSameContent(filing.content, content)) forgetCopy(tables, filingId);
    else filings.putWorkingCopy(filingId, storedFormText(content), at);
  }
  return filingId;
}
