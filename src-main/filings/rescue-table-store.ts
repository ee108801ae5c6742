import type { Database } from "better-sqlite3";
import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import {
  mergePlaces,
  type FormChange,
  type PlaceToCheck,
} from "../../src-shared/filings/older-forms.ts";
import type { RescuedReason } from "../../src-shared/rescued/rescued-procedures.ts";
import type { IdentityKey } from "../storage/identity-key.ts";
import { thoseThatOpen } from "../storage/those-that-open.ts";
import { openJson, sealJson } from "../storage/sealed.ts";
import { readStoredForm, storedForm } from "./stored-form.ts";

/** What stood in a form before it was typed in. */
export interface TypingBase {
  /** Null: a new form. */
  readonly content: FilingContent | null;
  /** It was a working copy already, beside a saved row. */
  readonly isCopy: boolean;
}

export interface TypingMark {
  readonly filingId: string;
  readonly base: TypingBase;
}

export interface RescuedRow {
  readonly id: string;
  readonly filingId: string;
  readonly reason: RescuedReason;
  readonly typedAt: string;
  readonly leftAt: string | null;
  readonly content: FilingContent;
  readonly base: TypingBase;
  /** Of the content: what an older form left to be looked at. */
  readonly toCheck: readonly PlaceToCheck[];
}

export interface RescueTable {
  marks(): TypingMark[];
  hasMark(filingId: string): boolean;
  putMark(mark: TypingMark, at: string): void;
  dropMark(filingId: string): void;
  dropMarks(): void;
  /** Those that open. */
  readAll(): RescuedRow[];
  /** Throws `storage-damaged` where one does not open. */
  readEvery(): RescuedRow[];
  put(row: RescuedRow): void;
  markLeft(id: string, at: string): void;
  erase(id: string): void;
  /** What was left before this time. */
  eraseLeftBefore(at: string): void;
}

interface StoredMark {
  readonly filingId: string;
  readonly sealed: Buffer;
}
type StoredRow = Omit<RescuedRow, "content" | "base" | "toCheck"> & {
  readonly sealed: Buffer;
};

/** As sealed: contents of whatever form they were typed in. */
interface StoredBase {
  readonly content: unknown;
  readonly isCopy: boolean;
}
interface StoredContent {
  readonly content: unknown;
  readonly base: StoredBase;
  /** Absent in rows from before it was kept. */
  readonly toCheck?: readonly PlaceToCheck[];
}

function storedBase({ content, isCopy }: TypingBase): StoredBase {
  return { content: content === null ? null : storedForm(content), isCopy };
}

const placeOf = (table: string, column: string) => (id: string) => ({
  table,
  column,
  id,
});
const markPlace = placeOf("typing_marks", "sealed_base");
const rowPlace = placeOf("rescued_contents", "sealed");

export function createRescueTable(
  database: Database,
  key: IdentityKey,
  changes?: readonly FormChange[],
): RescueTable {
  const readBase = ({ content, isCopy }: StoredBase): TypingBase => ({
    content: content === null ? null : readStoredForm(content, changes).content,
    isCopy,
  });
  const { identityId } = key;
  const selectMarks = database.prepare<[string], StoredMark>(
    "SELECT filing_id AS filingId, sealed_base AS sealed FROM typing_marks WHERE identity_id = ?",
  );
  const anyMark = database
    .prepare<[string, string], number>(
      "SELECT EXISTS (SELECT 1 FROM typing_marks WHERE identity_id = ? AND filing_id = ?)",
    )
    .pluck();
  const insertMark = database.prepare(
    `INSERT INTO typing_marks (identity_id, filing_id, begun_at, sealed_base) VALUES (?, ?, ?, ?)
     ON CONFLICT (identity_id, filing_id) DO NOTHING`,
  );
  const removeMark = database.prepare(
    "DELETE FROM typing_marks WHERE identity_id = ? AND filing_id = ?",
  );
  const removeMarks = database.prepare(
    "DELETE FROM typing_marks WHERE identity_id = ?",
  );
  const selectRows = database.prepare<[string], StoredRow>(
    `SELECT id, filing_id AS filingId, reason, typed_at AS typedAt, left_at AS leftAt, sealed
     FROM rescued_contents WHERE identity_id = ? ORDER BY typed_at DESC, id`,
  );
  const insertRow = database.prepare(
    `INSERT INTO rescued_contents (identity_id, id, filing_id, reason, typed_at, left_at, sealed)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const updateLeft = database.prepare(
    "UPDATE rescued_contents SET left_at = ? WHERE identity_id = ? AND id = ?",
  );
  const removeRow = database.prepare(
    "DELETE FROM rescued_contents WHERE identity_id = ? AND id = ?",
  );
  const removeOld = database.prepare(
    "DELETE FROM rescued_contents WHERE identity_id = ? AND left_at < ?",
  );
  const open = ({ sealed, ...row }: StoredRow): RescuedRow => {
    const stored = openJson(key, rowPlace(row.id), sealed) as StoredContent;
    const form = readStoredForm(stored.content, changes);
    return {
      ...row,
      content: form.content,
      base: readBase(stored.base),
      toCheck: mergePlaces(stored.toCheck ?? [], form.toCheck),
    };
  };
  return {
    marks: () =>
      selectMarks.all(identityId).map(({ filingId, sealed }) => ({
        filingId,
        base: readBase(
          openJson(key, markPlace(filingId), sealed) as StoredBase,
        ),
      })),
    hasMark: (filingId) => anyMark.get(identityId, filingId) === 1,
    putMark: ({ filingId, base }, at) => {
      const sealed = sealJson(key, markPlace(filingId), storedBase(base));
      insertMark.run(identityId, filingId, at, sealed);
    },
    dropMark: (filingId) => void removeMark.run(identityId, filingId),
    dropMarks: () => void removeMarks.run(identityId),
    readAll: () => thoseThatOpen(selectRows.all(identityId), open),
    readEvery: () => selectRows.all(identityId).map(open),
    put: ({ id, filingId, reason, typedAt, leftAt, ...typed }) => {
      const stored: StoredContent = {
        content: storedForm(typed.content),
        base: storedBase(typed.base),
        toCheck: typed.toCheck,
      };
      const sealed = sealJson(key, rowPlace(id), stored);
      insertRow.run(identityId, id, filingId, reason, typedAt, leftAt, sealed);
    },
    markLeft: (id, at) => void updateLeft.run(at, identityId, id),
    erase: (id) => void removeRow.run(identityId, id),
    eraseLeftBefore: (at) => void removeOld.run(identityId, at),
  };
}
