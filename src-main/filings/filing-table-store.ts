import type { Database } from "better-sqlite3";
import type {
  FilingKind,
  FilingState,
} from "../../src-shared/filings/filing-state.ts";
import {
  mergePlaces,
  type FormChange,
} from "../../src-shared/filings/older-forms.ts";
import type { IdentityKey } from "../storage/identity-key.ts";
import { openJson, sealJson, sealText } from "../storage/sealed.ts";
import { confirmedBy } from "./apply-server-record.ts";
import type { FilingRowValue } from "./local-filing.ts";
import { keepOpenedRows } from "./opened-rows.ts";
import {
  readStoredForm,
  storedForm,
  storedFormText,
  type ReadForm,
} from "./stored-form.ts";
import {
  readRecord,
  readStanding,
  storedRecord,
  storedStanding,
  type Standing,
} from "./stored-standing.ts";

/** What autosave has to know of a row. */
export interface TypingPlace {
  readonly state: FilingState;
  /** null for a draft, which has nothing saved to compare with. */
  readonly savedText: string | null;
  readonly hasWorkingCopy: boolean;
  /** Something was typed in this form before; see typing_marks. */
  readonly isMarked: boolean;
}

export interface FilingTable {
  /** Those that open. */
  readAll(): readonly FilingRowValue[];
  /** Of those too that do not. */
  ids(): readonly string[];
  read(filingId: string): FilingRowValue | null;
  /** Call where a transaction was rolled back. */
  forgetOpened(): void;
  /** Everything but the working copy. */
  write(filing: FilingRowValue): void;
  erase(filingId: string): void;
  readTypingPlace(filingId: string): TypingPlace | null;
  writeContent(filingId: string, contentText: string, at: string): void;
  putWorkingCopy(filingId: string, contentText: string, at: string): void;
  dropWorkingCopy(filingId: string): void;
}

interface FilingRow {
  readonly id: string;
  readonly kind: FilingKind;
  readonly state: FilingState;
  readonly year: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly content: Buffer;
  readonly serverRecord: Buffer | null;
  readonly standing: Buffer;
  readonly copySavedAt: string | null;
  readonly copyContent: Buffer | null;
}

const selectRows = `SELECT filings.id, kind, state, year, created_at AS createdAt, updated_at AS updatedAt,
  filings.sealed_content AS content, sealed_server_record AS serverRecord, sealed_standing AS standing,
  working_copies.saved_at AS copySavedAt, working_copies.sealed_content AS copyContent
  FROM filings LEFT JOIN working_copies
  ON working_copies.identity_id = filings.identity_id AND working_copies.filing_id = filings.id
  WHERE filings.identity_id = ?`;

const upsertRow = `INSERT INTO filings (identity_id, id, kind, state, year, created_at, updated_at,
  sealed_content, sealed_server_record, sealed_standing) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (identity_id, id) DO UPDATE SET kind = excluded.kind, state = excluded.state,
  year = excluded.year, created_at = excluded.created_at, updated_at = excluded.updated_at,
  sealed_content = excluded.sealed_content, sealed_server_record = excluded.sealed_server_record,
  sealed_standing = excluded.sealed_standing`;

const placeOf =
  (table: "filings" | "working_copies", column: string) => (id: string) => ({
    table,
    column,
    id,
  });
const contentPlace = placeOf("filings", "sealed_content");
const recordPlace = placeOf("filings", "sealed_server_record");
const standingPlace = placeOf("filings", "sealed_standing");
const copyPlace = placeOf("working_copies", "sealed_content");

export function createFilingTable(
  database: Database,
  key: IdentityKey,
  changes?: readonly FormChange[],
): FilingTable {
  const { identityId } = key;
  const selectIds = database
    .prepare<[string], string>(
      "SELECT id FROM filings WHERE identity_id = ? ORDER BY created_at, id",
    )
    .pluck();
  const selectOne = database.prepare<[string, string], FilingRow>(
    `${selectRows} AND filings.id = ?`,
  );
  const selectTyping = database.prepare<
    [string, string],
    {
      state: FilingState;
      saved: Buffer | null;
      hasWorkingCopy: number;
      isMarked: number;
    }
  >(
    `SELECT state, CASE WHEN state <> 'draft' THEN sealed_content END AS saved,
       EXISTS (SELECT 1 FROM working_copies
         WHERE identity_id = filings.identity_id AND filing_id = filings.id) AS hasWorkingCopy,
       EXISTS (SELECT 1 FROM typing_marks
         WHERE identity_id = filings.identity_id AND filing_id = filings.id) AS isMarked
     FROM filings WHERE identity_id = ? AND id = ?`,
  );
  const opened = keepOpenedRows(database, (filingId) => {
    const row = selectOne.get(identityId, filingId);
    return row === undefined ? null : openRow(key, row, changes);
  });
  const openSaved = openOnce((id: string, sealed: Buffer) => {
    const stored = openJson(key, contentPlace(id), sealed);
    return storedFormText(readStoredForm(stored, changes).content);
  });
  const upsert = database.prepare(upsertRow);
  const remove = database.prepare(
    "DELETE FROM filings WHERE identity_id = ? AND id = ?",
  );
  const updateContent = database.prepare(
    "UPDATE filings SET sealed_content = ?, updated_at = ? WHERE identity_id = ? AND id = ?",
  );
  const upsertCopy = database.prepare(
    `INSERT INTO working_copies (identity_id, filing_id, saved_at, sealed_content) VALUES (?, ?, ?, ?)
     ON CONFLICT (identity_id, filing_id)
     DO UPDATE SET saved_at = excluded.saved_at, sealed_content = excluded.sealed_content`,
  );
  const removeCopy = database.prepare(
    "DELETE FROM working_copies WHERE identity_id = ? AND filing_id = ?",
  );

  const ids = (): string[] => selectIds.all(identityId);

  return {
    readAll: () => opened.all(ids),
    ids,
    read: (filingId) => opened.one(filingId),
    forgetOpened: () => opened.forgetAll(),
    write: (filing) => {
      opened.forget(filing.id);
      const { id, kind, state, year, createdAt, updatedAt } = filing;
      const { history, receipt, pending, failure, serverRecord } = filing;
      const { movedUnderCopy, isDeletionUndone, toCheck } = filing;
      const standing: Standing = {
        history,
        receipt,
        pending,
        failure,
        movedUnderCopy,
        isDeletionUndone,
        toCheck,
      };
      upsert.run(
        identityId,
        id,
        kind,
        state,
        year,
        createdAt,
        updatedAt,
        sealJson(key, contentPlace(id), storedForm(filing.content)),
        serverRecord === null
          ? null
          : sealJson(key, recordPlace(id), storedRecord(serverRecord)),
        sealJson(key, standingPlace(id), storedStanding(standing)),
      );
    },
    erase: (filingId) => {
      opened.forget(filingId);
      remove.run(identityId, filingId);
    },
    readTypingPlace: (filingId) => {
      const row = selectTyping.get(identityId, filingId);
      if (row === undefined) return null;
      return {
        state: row.state,
        savedText: row.saved === null ? null : openSaved(filingId, row.saved),
        hasWorkingCopy: row.hasWorkingCopy === 1,
        isMarked: row.isMarked === 1,
      };
    },
    writeContent: (filingId, contentText, at) => {
      opened.forget(filingId);
      const sealed = sealText(key, contentPlace(filingId), contentText);
      updateContent.run(sealed, at, identityId, filingId);
    },
    putWorkingCopy: (filingId, contentText, at) => {
      opened.forget(filingId);
      const sealed = sealText(key, copyPlace(filingId), contentText);
      upsertCopy.run(identityId, filingId, at, sealed);
    },
    dropWorkingCopy: (filingId) => {
      opened.forget(filingId);
      removeCopy.run(identityId, filingId);
    },
  };
}

/** Autosave asks for the same saved content again and again: while its sealed bytes are the same, so is the text. */
function openOnce(
  open: (id: string, sealed: Buffer) => string,
): (id: string, sealed: Buffer) => string {
  let last: { id: string; sealed: Buffer; text: string } | null = null;
  return (id, sealed) => {
    if (last?.id !== id || !last.sealed.equals(sealed))
      last = { id, sealed, text: open(id, sealed) };
    return last.text;
  };
}

function openRow(
  key: IdentityKey,
  row: FilingRow,
  changes?: readonly FormChange[],
): FilingRowValue {
  const { id, kind, state, year, createdAt, updatedAt } = row;
  const formVersions: number[] = [];
  const read = (stored: unknown): ReadForm => {
    const form = readStoredForm(stored, changes);
    formVersions.push(form.formVersion);
    return form;
  };
  const form = read(openJson(key, contentPlace(id), row.content));
  const serverRecord =
    row.serverRecord === null
      ? null
      : readRecord(openJson(key, recordPlace(id), row.serverRecord), read);
  const standing = readStanding(
    openJson(key, standingPlace(id), row.standing),
    read,
  );
  const copy =
    row.copyContent === null
      ? null
      : read(openJson(key, copyPlace(id), row.copyContent));
  return {
    id,
    kind,
    state,
    year,
    createdAt,
    updatedAt,
    content: form.content,
    workingCopy:
      copy === null || row.copySavedAt === null
        ? null
        : { content: copy.content, savedAt: row.copySavedAt },
    ...confirmedBy(serverRecord),
    ...standing,
    formVersion: Math.min(...formVersions),
    toCheck: mergePlaces(standing.toCheck, (copy ?? form).toCheck),
  };
}
