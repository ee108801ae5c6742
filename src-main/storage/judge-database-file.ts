import Database from "better-sqlite3";
import {
  ProblemError,
  type ProblemCode,
} from "../../src-shared/problems/problem.ts";
import { schemaVersion } from "./migrate.ts";
import { nameStorageProblem } from "./storage-problem.ts";

/** What is wrong with a database, without writing into it; null: nothing. */
export function judgeDatabaseFile(file: string): ProblemCode | null {
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { readonly: true, fileMustExist: true });
    if (database.pragma("quick_check(1)", { simple: true }) !== "ok")
      return "storage-damaged";
    const version = Number(database.pragma("user_version", { simple: true }));
    return version > schemaVersion ? "storage-too-new" : null;
  } catch (error) {
    const named = nameStorageProblem(error);
    if (named instanceof ProblemError) return named.problem.code;
    throw error;
  } finally {
    database?.close();
  }
}
