import { SqliteError } from "better-sqlite3";
import {
  ProblemError,
  type ProblemCode,
} from "../../src-shared/problems/problem.ts";

// https://www.sqlite.org/rescode.html; extended codes begin with the primary one.
const problemOfSqlite: readonly (readonly [string, ProblemCode])[] = [
  ["SQLITE_FULL", "storage-disk-full"],
  ["SQLITE_CORRUPT", "storage-damaged"],
  ["SQLITE_NOTADB", "storage-damaged"],
  ["SQLITE_READONLY", "storage-not-writable"],
  ["SQLITE_CANTOPEN", "storage-not-writable"],
  ["SQLITE_PERM", "storage-not-writable"],
  ["SQLITE_BUSY", "storage-not-writable"],
  ["SQLITE_IOERR", "storage-not-writable"],
];

const problemOfSystem: Readonly<Record<string, ProblemCode>> = {
  ENOSPC: "storage-disk-full",
  EDQUOT: "storage-disk-full",
  EROFS: "storage-not-writable",
  EACCES: "storage-not-writable",
  EPERM: "storage-not-writable",
  EBUSY: "storage-not-writable",
};

/** A disk's trouble under its own name; anything else is a defect and comes back as it was. */
export function nameStorageProblem(error: unknown): unknown {
  const code =
    error instanceof SqliteError
      ? problemOfSqlite.find(([prefix]) => error.code.startsWith(prefix))?.[1]
      : isSystemError(error)
        ? problemOfSystem[error.code]
        : undefined;
  return code === undefined
    ? error
    : new ProblemError(code, undefined, { cause: error });
}

export function isSystemError(
  error: unknown,
): error is Error & { code: string } {
  return (
    error instanceof Error && "code" in error && typeof error.code === "string"
  );
}
