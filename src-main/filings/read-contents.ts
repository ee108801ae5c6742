import type { Database } from "better-sqlite3";
import type { FilingContent } from "../../src-shared/filings/filing-content.ts";
import { mergePlaces } from "../../src-shared/filings/older-forms.ts";
import type { IdentityKey } from "../storage/identity-key.ts";
import { openJson } from "../storage/sealed.ts";
import type { RescuedRow } from "./rescue-table-store.ts";
import { readStoredForm } from "./stored-form.ts";

export interface FoundContent {
  readonly filingId: string;
  /** What was typed last: the working copy where there is one. */
  readonly content: FilingContent;
  /** See `RescuedRow`. */
  readonly toCheck: RescuedRow["toCheck"];
  readonly typedAt: string;
  /** Signed or confirmed, and on its way to the API. */
  readonly waiting: FoundSubmission | null;
}

export interface FoundSubmission {
  readonly submissionId: string;
  readonly frozen: string;
  readonly digest: string;
  readonly signature: string | null;
  readonly baseVersion: number;
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
      if (row === undefined) return [];
      const waiting = findWaiting(database, key, filingId);
      return [{ ...openRow(key, filingId, row), waiting }];
    } catch {
      return [];
    }
  });
}

/** Rescued contents that had not been decided about, or were kept for 30 days; all of them that open. */
export function readRescued(
  database: Database,
  key: IdentityKey,
): Omit<RescuedRow, "id">[] {
  try {
    const select = database.prepare<
      [string, string],
      Omit<RescuedRow, "content" | "base" | "toCheck"> & {
        readonly sealed: Buffer;
      }
    >(
      `SELECT id, filing_id AS filingId, reason, typed_at AS typedAt, left_at AS leftAt, sealed
       FROM rescued_contents WHERE identity_id = ? AND id = ?`,
    );
    return idsIn(database, key, "rescued_contents").flatMap((rescuedId) => {
      try {
        const row = select.get(key.identityId, rescuedId);
        if (row === undefined) return [];
        const { id, sealed, ...rest } = row;
        const place = { table: "rescued_contents", column: "sealed", id };
        const stored = openJson(key, place, sealed) as {
          content: unknown;
          base: { content: unknown; isCopy: boolean };
          toCheck?: RescuedRow["toCheck"];
        };
        const { base } = stored;
        const form = readStoredForm(stored.content);
        return [
          {
            ...rest,
            content: form.content,
            toCheck: mergePlaces(stored.toCheck ?? [], form.toCheck),
            base: {
              content:
                base.content === null
                  ? null
                  : readStoredForm(base.content).content,
              isCopy: base.isCopy,
            },
          },
        ];
      } catch {
        return [];
      }
    });
  } catch {
    // A client of before they were kept.
    return [];
  }
}

function findWaiting(
  database: Database,
  key: IdentityKey,
  filingId: string,
): FoundSubmission | null {
  try {
    const row = database
      .prepare<[string, string], { id: string; sealed: Buffer }>(
        `SELECT id, sealed FROM submissions
         WHERE identity_id = ? AND filing_id = ? AND state IN ('queued', 'sending')`,
      )
      .get(key.identityId, filingId);
    if (row === undefined) return null;
    const place = { table: "submissions", column: "sealed", id: row.id };
    const { frozen, digest, signature, baseVersion } = openJson(
      key,
      place,
      row.sealed,
    ) as Omit<FoundSubmission, "submissionId">;
    return { submissionId: row.id, frozen, digest, signature, baseVersion };
  } catch {
    return null;
  }
}

function openRow(
  key: IdentityKey,
  id: string,
  { content, updatedAt, copy, savedAt }: FoundRow,
): Omit<FoundContent, "waiting"> {
  const open = (table: string, sealed: Buffer) => {
    const place = { table, column: "sealed_content", id };
    const { content: found, toCheck } = readStoredForm(
      openJson(key, place, sealed),
    );
    return { content: found, toCheck };
  };
  if (copy !== null)
    try {
      return {
        filingId: id,
        ...open("working_copies", copy),
        typedAt: savedAt ?? updatedAt,
      };
    } catch {
      // What was saved before may still open.
    }
  return {
    filingId: id,
    ...open("filings", content),
    typedAt: updatedAt,
  };
}

/** From both ends, so that one damaged page in the middle costs no more than itself. */
function idsIn(
  database: Database,
  { identityId }: IdentityKey,
  table = "filings",
): string[] {
  const ids = new Set<string>();
  for (const order of ["ASC", "DESC"])
    try {
      const rows = database
        .prepare<[string], string>(
          `SELECT id FROM ${table} WHERE identity_id = ? ORDER BY id ${order}`,
        )
        .pluck()
        .iterate(identityId);
      for (const id of rows) ids.add(id);
    } catch {
      // The other direction may reach further.
    }
  return [...ids];
}
