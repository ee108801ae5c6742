import { ProblemError } from "../../src-shared/problems/problem.ts";

/** A sealed value that does not open any more is left out: it must not keep anybody from the others. */
export function thoseThatOpen<Row, Opened>(
  rows: readonly Row[],
  open: (row: Row) => Opened | null,
): Opened[] {
  return rows.flatMap((row) => {
    try {
      const opened = open(row);
      return opened === null ? [] : [opened];
    } catch (error) {
      if (isDamage(error)) return [];
      throw error;
    }
  });
}

function isDamage(error: unknown): boolean {
  return (
    error instanceof ProblemError && error.problem.code === "storage-damaged"
  );
}
