import type {
  DiagnosticReport,
  DiagnosticSection,
  DiagnosticValue,
} from "../../src-shared/diagnostics/diagnostics-procedures.ts";
import { shanghaiTime } from "../../src-shared/filings/validity.ts";
import {
  diagnosticEmptyTexts,
  diagnosticFactTitles,
  diagnosticSectionTitles,
  diagnosticSignatureTexts,
  diagnosticWordTexts,
  diagnosticsText,
} from "../text/diagnostics-text.ts";
import { sayProblem } from "../text/problem-texts.ts";

export function sayDiagnosticValue(value: DiagnosticValue): string {
  switch (value.kind) {
    case "text":
      return value.text;
    case "number":
      return String(value.number);
    case "yes-no":
      return value.isYes ? diagnosticsText.yes : diagnosticsText.no;
    case "time":
      return shanghaiTime(new Date(value.at));
    case "word":
      return diagnosticWordTexts[value.word];
    case "signature": {
      const state = diagnosticSignatureTexts[value.state];
      return value.signerName === null
        ? state
        : `${state}（${value.signerName}）`;
    }
    case "problem":
      return value.code === null
        ? diagnosticsText.fine
        : `${sayProblem({ code: value.code }).sentence}（${value.code}）`;
  }
}

/** What is copied: the same facts as on the page, one line each row. */
export function writeDiagnostics(report: DiagnosticReport): string {
  return [
    diagnosticsText.title,
    diagnosticsText.madeAt(shanghaiTime(new Date(report.madeAt))),
    ...report.sections.flatMap(writeSection),
  ].join("\n");
}

function writeSection({ name, rows, problem }: DiagnosticSection): string[] {
  const title = `\n【${diagnosticSectionTitles[name]}】`;
  if (problem !== null)
    return [title, sayDiagnosticValue({ kind: "problem", code: problem })];
  if (rows.length === 0) return [title, diagnosticEmptyTexts[name]];
  return [
    title,
    ...rows.map((row) =>
      row
        .map(
          ({ name: fact, value }) =>
            `${diagnosticFactTitles[fact]}：${sayDiagnosticValue(value)}`,
        )
        .join("；"),
    ),
  ];
}
