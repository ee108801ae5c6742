import { ProblemError } from "../../src-shared/problems/problem.ts";

/** A sealed value that does not open any more is left out: it must not keep anybody from the others. */
export function thoseThatOpen<Row, Opened>(
  rows: readonly Row[],
  open: (row: Row) => Opened | null,
): Opened[] {
  return rows.flatMap((row) => {
    const opened = ifItOpens(() => open(row));
    return opened === null ? [] : [opened];
  });
}

/** Null also for a sealed value that does not open any more. */
export function ifItOpens<Opened>(open: () => Opened | null): Opened | null {
  try {
    return open();
  } catch (error) {
    if (isDamage(error)) return null;
    throw error;
  }
}

function isDamage(error: unknown): boolean {
  return (
    error instanceof ProblemError && error.problem.code === "storage-damaged"
  );
}
