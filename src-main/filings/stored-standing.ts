import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import type { FilingRecord } from "../../src-shared/filings/filing-record.ts";
import { mergePlaces } from "../../src-shared/filings/older-forms.ts";
import type {
  BeforeDelete,
  FilingRowValue,
  MovedUnderCopy,
  PendingChange,
  PendingSave,
} from "./local-filing.ts";
import { storedForm, type ReadForm } from "./stored-form.ts";

/** What a row seals beside its own content and the API's record. */
export type Standing = Pick<
  FilingRowValue,
  | "history"
  | "receipt"
  | "pending"
  | "failure"
  | "movedUnderCopy"
  | "isDeletionUndone"
  | "toCheck"
>;

/** Each content with what its form leaves to be looked at. */
type ReadContent = (stored: FilingContent) => Omit<ReadForm, "formVersion">;

/** Rows written before these were kept lack them. */
const keptLater = {
  movedUnderCopy: null,
  isDeletionUndone: false,
  toCheck: [],
};

const store: ReadContent = (content) => ({
  content: storedForm(content),
  toCheck: [],
});

export function storedStanding(standing: Standing): Standing {
  return withContents(standing, store);
}

export function readStanding(stored: unknown, read: ReadContent): Standing {
  return withContents({ ...keptLater, ...(stored as Standing) }, read);
}

export function storedRecord(record: FilingRecord): FilingRecord {
  return recordWith(record, store);
}

export function readRecord(stored: unknown, read: ReadContent): FilingRecord {
  return recordWith(stored as FilingRecord, read);
}

function recordWith(record: FilingRecord, turn: ReadContent): FilingRecord {
  const { content, approval } = record;
  return {
    ...record,
    content: turn(content).content,
    approval: approval && {
      ...approval,
      content: turn(approval.content).content,
    },
  };
}

function withContents(standing: Standing, turn: ReadContent): Standing {
  const { pending, movedUnderCopy } = standing;
  return {
    ...standing,
    pending: pending && pendingWith(pending, turn),
    movedUnderCopy: movedWith(movedUnderCopy, turn),
  };
}

function pendingWith(pending: PendingChange, turn: ReadContent): PendingChange {
  if (pending.kind === "save") return saveWith(pending, turn);
  const { before } = pending;
  return before === undefined
    ? pending
    : { ...pending, before: beforeWith(before, turn) };
}

function saveWith(save: PendingSave, turn: ReadContent): PendingSave {
  const { base } = save;
  return base === undefined ? save : { ...save, base: turn(base).content };
}

function beforeWith(before: BeforeDelete, turn: ReadContent): BeforeDelete {
  const { workingCopy, movedUnderCopy, pending, toCheck = [] } = before;
  const form = turn(before.content);
  const copy = workingCopy && turn(workingCopy.content);
  return {
    ...before,
    content: form.content,
    workingCopy: workingCopy &&
      copy && { ...workingCopy, content: copy.content },
    movedUnderCopy: movedWith(movedUnderCopy, turn),
    pending: pending && saveWith(pending, turn),
    toCheck: mergePlaces(toCheck, (copy ?? form).toCheck),
  };
}

function movedWith(
  moved: MovedUnderCopy | null,
  turn: ReadContent,
): MovedUnderCopy | null {
  const base = moved?.base ?? null;
  return moved && { base: base && turn(base).content };
}
