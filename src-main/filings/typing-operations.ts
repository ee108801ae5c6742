import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import { mergePlaces } from "../../src-shared/filings/older-forms.ts";
import { namingStorageProblems } from "../storage/run-durably.ts";
import { newDraft } from "./change-by-clerk.ts";
import { contentDigest } from "./content-digest.ts";
import type { TypingPlace } from "./filing-table-store.ts";
import type { FilingTables } from "./filing-tables.ts";
import { isRemovedThere, removedThere } from "./removed-there.ts";
import { storedFormText } from "./stored-form.ts";
import { forgetCopy, setAsideTyped } from "./typed-content.ts";

export interface TypingOperations {
  /**
   * Autosave: a new row becomes a draft, a draft takes the content, a saved row keeps it as its working copy. `restsOn`
   * is the digest of the content that the form was opened on.
   */
  keep(
    filingId: string,
    content: FilingContent,
    restsOn?: string | null,
  ): KeptContent;
  /** 转入在办申请: what the draft holds, with what has to be looked at, becomes unsaved changes of the other. */
  carryOver(draftId: string, filingId: string): void;
  /** 放弃; what was typed stays among the rescued contents for 30 days. */
  dropWorkingCopy(filingId: string): void;
}

export interface KeptContent {
  readonly savedAt: string;
  /** The list looks different now: a row is new, or its working copy came or went. */
  readonly isRowChanged: boolean;
}

/** Autosave and 放弃: what is typed, and never what is saved. */
export function typingOperations(tables: FilingTables): TypingOperations {
  const { filings, rescues, now, readKnown, durably } = tables;
  const keep = (
    filingId: string,
    content: FilingContent,
    restsOn: string | null,
    place: TypingPlace | null,
  ): KeptContent => {
    const savedAt = now().toISOString();
    if (place === null) {
      const failure = isRemovedThere(null, restsOn) ? removedThere : null;
      filings.write({ ...newDraft(filingId, content, now()), failure });
      return { savedAt, isRowChanged: true };
    }
    const text = storedFormText(content);
    if (place.state === "draft") {
      filings.writeContent(filingId, text, savedAt);
      return { savedAt, isRowChanged: false };
    }
    // A form that was only opened, or typed back to what is saved, must not hold up 上报.
    const isAsSaved = place.savedText === text;
    const isRowChanged = place.hasWorkingCopy === isAsSaved;
    if (isRowChanged)
      durably(() => {
        if (isAsSaved) forgetCopy(tables, filingId);
        else beginCopy(tables, filingId, { text, savedAt, restsOn });
      });
    else if (!isAsSaved) filings.putWorkingCopy(filingId, text, savedAt);
    return { savedAt, isRowChanged };
  };
  // One reading and one writing statement: durable without the cost of a transaction around them.
  const keepTyped: TypingOperations["keep"] = (
    filingId,
    content,
    restsOn = null,
  ) =>
    namingStorageProblems(() => {
      const place = filings.readTypingPlace(filingId);
      if (place?.isMarked === true)
        return keep(filingId, content, restsOn, place);
      return durably(() => {
        markTyping(tables, filingId);
        return keep(filingId, content, restsOn, place);
      });
    });
  return {
    keep: keepTyped,
    carryOver: (draftId, filingId) =>
      durably(() => {
        const { content, toCheck } = readKnown(draftId);
        keepTyped(filingId, content);
        const row = readKnown(filingId);
        const merged = mergePlaces(row.toCheck, toCheck);
        filings.write({ ...row, toCheck: merged });
      }),
    dropWorkingCopy: (filingId) =>
      durably(() => {
        const filing = filings.read(filingId);
        if (filing !== null && filing.workingCopy !== null)
          setAsideTyped(tables, filing);
        forgetCopy(tables, filingId);
        rescues.dropMark(filingId);
      }),
  };
}

/** What stands there now, before the first keystroke of this form. */
function markTyping(
  { filings, rescues, now }: FilingTables,
  filingId: string,
): void {
  const filing = filings.read(filingId);
  const copy = filing?.workingCopy?.content;
  const base = {
    content: copy ?? filing?.content ?? null,
    isCopy: copy !== undefined,
  };
  rescues.putMark({ filingId, base }, now().toISOString());
}

/** The form may have been open since before another machine's change came in. */
function beginCopy(
  { filings }: FilingTables,
  filingId: string,
  copy: { text: string; savedAt: string; restsOn: string | null },
): void {
  filings.putWorkingCopy(filingId, copy.text, copy.savedAt);
  const row = filings.read(filingId);
  const hasMoved =
    row?.pending === null &&
    copy.restsOn !== null &&
    copy.restsOn !== contentDigest(row.content);
  if (hasMoved) filings.write({ ...row, movedUnderCopy: { base: null } });
}
