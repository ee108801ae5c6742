import { ProblemError } from "../../src-shared/problems/problem.ts";
import type {
  EnterpriseSession,
  ReviewerSession,
} from "../sessions/session.ts";
import type { CompanionDatabase } from "../storage/open-database.ts";
import { findFiling, type FilingRow } from "./filing-store.ts";

type Viewer = EnterpriseSession | ReviewerSession;

/**
 * A filing that this session may see: a key those of its code, an account those that accounts of its code made, a
 * reviewer any that was submitted once. Another's is answered like one that does not exist: `filing-not-found`.
 */
export async function findVisibleFiling(
  database: CompanionDatabase,
  id: string,
  session: Viewer,
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
  session: Viewer,
): Promise<FilingRow> {
  const row = await findVisibleFiling(database, id, session);
  if (row.is_removed === 1) throw new ProblemError("filing-not-found");
  return row;
}

export function isVisible(row: FilingRow, session: Viewer): boolean {
  if (session.kind === "reviewer") return row.submitted_at !== null;
  return (
    row.uscc === session.uscc &&
    (session.kind === "key" || row.maker === "account")
  );
}
