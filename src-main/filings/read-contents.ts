import type { Database } from "better-sqlite3";
import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import type { IdentityKey } from "../storage/identity-key.ts";
import { openJson } from "../storage/sealed.ts";
import { readStoredForm } from "./stored-form.ts";

export interface FoundContent {
  readonly filingId: string;
  /** What was typed last: the working copy where there is one. */
  readonly content: FilingContent;
  readonly typedAt: string;
}

interface FoundRow {
  readonly content: Buffer;
  readonly updatedAt: string;
  readonly copy: Buffer | null;
  readonly savedAt: string | null;
}

/**
 * What can still be read of one identity's filings in another database: a backup of any version, or a damaged file. A row
 * that does not open is left out, because sealed values tell by themselves whether they are whole.
 */
export function readContents(
  database: Database,
  key: IdentityKey,
): FoundContent[] {
  const select = database.prepare<[string, string], FoundRow>(
    `SELECT filings.sealed_content AS content, updated_at AS updatedAt,
       working_copies.sealed_content AS copy, saved_at AS savedAt
     FROM filings LEFT JOIN working_copies
     ON working_copies.identity_id = filings.identity_id AND working_copies.filing_id = filings.id
     WHERE filings.identity_id = ? AND filings.id = ?`,
  );
  return idsIn(database, key).flatMap((filingId) => {
    try {
      const row = select.get(key.identityId, filingId);
      return row === undefined ? [] : [openRow(key, filingId, row)];
    } catch {
      return [];
    }
  });
}

function openRow(
  key: IdentityKey,
  id: string,
  { content, updatedAt, copy, savedAt }: FoundRow,
): FoundContent {
  const column = "sealed_content";
  const [table, sealed] =
    copy === null ? ["filings", content] : ["working_copies", copy];
  return {
    filingId: id,
    content: readStoredForm(openJson(key, { table, column, id }, sealed))
      .content,
    typedAt: copy === null ? updatedAt : (savedAt ?? updatedAt),
  };
}

/** From both ends, so that one damaged page in the middle costs no more than itself. */
function idsIn(database: Database, { identityId }: IdentityKey): string[] {
  const ids = new Set<string>();
  for (const order of ["ASC", "DESC"])
    try {
      const rows = database
        .prepare<[string], string>(
          `SELECT id FROM filings WHERE identity_id = ? ORDER BY id ${order}`,
        )
        .pluck()
        .iterate(identityId);
      for (const id of rows) ids.add(id);
    } catch {
      // The other direction may reach further.
    }
  return [...ids];
}
