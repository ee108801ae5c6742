import type { Database } from "better-sqlite3";
import { nameStorageProblem } from "./storage-problem.ts";

/** One transaction: all of it is on disk when this returns, or nothing of it and a named problem. */
export function runDurably<Result>(
  database: Database,
  work: () => Result,
): Result {
  return namingStorageProblems(() => database.transaction(work).immediate());
}

export function namingStorageProblems<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw nameStorageProblem(error);
  }
}
