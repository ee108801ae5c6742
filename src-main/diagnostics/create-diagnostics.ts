import type { ProcedureHandlers } from "../../src-shared/bridge/procedure.ts";
import type {
  DiagnosticFact,
  DiagnosticReport,
  DiagnosticSection,
  diagnosticsProcedures,
} from "../../src-shared/diagnostics/diagnostics-procedures.ts";
import type { DiagnosticSectionName } from "../../src-shared/diagnostics/diagnostic-names.ts";
import { ProblemError } from "../../src-shared/problems/problem.ts";

export type SectionRows = readonly (readonly DiagnosticFact[])[];

/** Reads the sections it is about; several where one look answers them together. */
export interface SectionSource {
  readonly names: readonly DiagnosticSectionName[];
  read(): Promise<Partial<Record<DiagnosticSectionName, SectionRows>>>;
}

export interface Diagnostics {
  readonly handlers: Pick<
    ProcedureHandlers<typeof diagnosticsProcedures>,
    "diagnostics.read"
  >;
  /** The same report as on the page, for whoever saves it without one. */
  read(): Promise<DiagnosticReport>;
}

export interface DiagnosticsOptions {
  /** In the order of the page. */
  readonly sources: readonly SectionSource[];
  readonly now: () => Date;
  readonly logDefect: (error: unknown) => void;
}

/** One report of sections that know nothing of each other: one that cannot be read says so, and the others stand. */
export function createDiagnostics({
  sources,
  now,
  logDefect,
}: DiagnosticsOptions): Diagnostics {
  const read = async (): Promise<DiagnosticReport> => ({
    madeAt: now().toISOString(),
    sections: (
      await Promise.all(sources.map((source) => readSource(source, logDefect)))
    ).flat(),
  });
  return { read, handlers: { "diagnostics.read": read } };
}

async function readSource(
  source: SectionSource,
  logDefect: (error: unknown) => void,
): Promise<DiagnosticSection[]> {
  try {
    const rows = await source.read();
    return source.names.map((name) => ({
      name,
      rows: (rows[name] ?? []).map((row) => [...row]),
      problem: null,
    }));
  } catch (error) {
    if (!(error instanceof ProblemError)) logDefect(error);
    const problem =
      error instanceof ProblemError
        ? error.problem.code
        : "bridge-unexpected-error";
    return source.names.map((name) => ({ name, rows: [], problem }));
  }
}
