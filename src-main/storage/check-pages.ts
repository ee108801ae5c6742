import type { Database } from "better-sqlite3";
import { nameStorageProblem } from "./storage-problem.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";

/**
 * Reads every page and index, table by table, and lets others work in between. False: some of it is damaged. Other
 * trouble of the disk is thrown under its name.
 */
export async function arePagesSound(database: Database): Promise<boolean> {
  try {
    const tables = database
      .prepare<[], string>(
        "SELECT name FROM sqlite_schema WHERE type = 'table'",
      )
      .pluck()
      .all();
    for (const table of tables) {
      await new Promise((resolve) => setImmediate(resolve));
      if (!database.open) return true;
      const quoted = `'${table.replaceAll("'", "''")}'`;
      const told = database.pragma(`integrity_check(${quoted})`, {
        simple: true,
      });
      if (told !== "ok") return false;
    }
    return true;
  } catch (error) {
    const named = nameStorageProblem(error);
    const isDamage =
      named instanceof ProblemError && named.problem.code === "storage-damaged";
    if (isDamage) return false;
    throw named;
  }
}
