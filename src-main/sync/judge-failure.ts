import type { ProblemCode } from "../../src-shared/problems/problem.ts";
import {
  CallCancelled,
  codeOf,
  CompanionRefusal,
} from "./companion-refusal.ts";

/**
 * `away`: the API cannot be reached, all rows wait. `sign-in`: it wants a fresh session, all rows wait for that.
 * `later`: this row is tried again by itself, the others go on. `row`: trying again would fail again until
 * somebody does something, so the row is marked and the others go on.
 */
export type FailureConsequence = "away" | "sign-in" | "later" | "row";

const consequences: Partial<Record<ProblemCode, FailureConsequence>> = {
  "sync-offline": "away",
  "sync-address-missing": "away",
  "sync-not-the-companion": "away",
  "sync-tls-refused": "away",
  "sync-tls-unknown-issuer": "away",
  "sync-tls-clock": "away",
  "sync-proxy-sign-in": "away",
  "sync-proxy-unreachable": "away",
  "sync-request-too-large": "away",
  "sync-plain-http-refused": "away",
  "sync-reply-unreadable": "later",
  "rate-limited": "away",
  "not-signed-in": "sign-in",
  "session-ended": "sign-in",
  "unexpected-error": "later",
  "upload-offset-wrong": "later",
  "upload-unknown": "later",
  "uploads-too-many": "later",
  "attachment-locked": "later",
  "storage-not-writable": "later",
  "storage-disk-full": "later",
};

export function judgeFailure(error: unknown): FailureConsequence {
  const code = codeOf(error);
  return (code === null ? undefined : consequences[code]) ?? "row";
}

/** Ends whatever is under way, and not only for the row at which it came up. */
export function concernsAll(error: unknown): boolean {
  if (error instanceof CallCancelled) return true;
  return ["away", "sign-in"].includes(judgeFailure(error));
}

export function retryAfterOf(error: unknown): number | null {
  return error instanceof CompanionRefusal ? error.retryAfterMs : null;
}
