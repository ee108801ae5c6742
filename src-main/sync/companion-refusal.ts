import {
  ProblemError,
  type Problem,
  type ProblemCode,
} from "../../src-shared/problems/problem.ts";

/** An answer of the companion API that says no, or that is not the API's at all. */
export class CompanionRefusal extends ProblemError {
  /** HTTP status; null where no answer came. */
  readonly status: number | null;
  /** How long the API asked to wait (Retry-After). */
  readonly retryAfterMs: number | null;

  constructor(
    code: ProblemCode,
    details: {
      facts?: Problem["facts"];
      status?: number;
      retryAfterMs?: number | null;
      cause?: unknown;
    } = {},
  ) {
    super(code, details.facts, { cause: details.cause });
    this.name = "CompanionRefusal";
    this.status = details.status ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }
}

/** The client stopped the call itself; says nothing about network or API. */
export class CallCancelled extends Error {
  constructor(options?: ErrorOptions) {
    super("cancelled", options);
    this.name = "CallCancelled";
  }
}

export function problemOf(error: unknown): Problem | null {
  return error instanceof ProblemError ? error.problem : null;
}

export function codeOf(error: unknown): ProblemCode | null {
  return problemOf(error)?.code ?? null;
}
