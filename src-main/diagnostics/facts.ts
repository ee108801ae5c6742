import type { DiagnosticValue } from "../../src-shared/diagnostics/diagnostics-procedures.ts";
import type { DiagnosticWord } from "../../src-shared/diagnostics/diagnostic-names.ts";
import type { ProblemCode } from "../../src-shared/problems/problem.ts";

// Short ways to write the values of a report.

type ValueOf<Kind extends DiagnosticValue["kind"]> = Extract<
  DiagnosticValue,
  { kind: Kind }
>;

/** Redact first what a person, key or file has given. */
export function text(shown: string): ValueOf<"text"> {
  return { kind: "text", text: shown };
}

export function number(counted: number): ValueOf<"number"> {
  return { kind: "number", number: counted };
}

export function yesNo(isYes: boolean): ValueOf<"yes-no"> {
  return { kind: "yes-no", isYes };
}

/** ISO 8601 in UTC. */
export function time(at: string): ValueOf<"time"> {
  return { kind: "time", at };
}

export function word(known: DiagnosticWord): ValueOf<"word"> {
  return { kind: "word", word: known };
}

export function problem(code: ProblemCode | null): ValueOf<"problem"> {
  return { kind: "problem", code };
}
