import { ProblemError } from "../../src-shared/problems/problem.ts";
import type { Session } from "../sessions/session.ts";
import type { CompanionDatabase } from "../storage/open-database.ts";
import { findFiling, type FilingRow } from "./filing-store.ts";

/**
 * A filing that this session may see: an enterprise its own, a reviewer any that was submitted once. Another's is
 * answered like one that does not exist: `filing-not-found`.
 */
export async function findVisibleFiling(
  database: CompanionDatabase,
  id: string,
  session: Session,
): Promise<FilingRow> {
  const row = await findFiling(database, id);
  if (row === undefined || !isVisible(row, session))
    throw new ProblemError("filing-not-found");
  return row;
}

/** As above, and not removed. */
export async function findKeptFiling(
  database: CompanionDatabase,
  id: string,
  session: Session,
): Promise<FilingRow> {
  const row = await findVisibleFiling(database, id, session);
  if (row.is_removed === 1) throw new ProblemError("filing-not-found");
  return row;
}

function isVisible(row: FilingRow, session: Session): boolean {
  return session.kind === "enterprise"
    ? row.uscc === session.uscc
    : row.submitted_at !== null;
}
