import { Button } from "antd";
import { useRef, useState, type ReactNode, type Ref } from "react";
import type {
  DiagnosticFact,
  DiagnosticReport,
  DiagnosticSection,
} from "../../src-shared/diagnostics/diagnostics-procedures.ts";
import { call } from "../app/bridge.ts";
import { useAnswer } from "../app/use-answer.ts";
import {
  diagnosticEmptyTexts,
  diagnosticFactTitles,
  diagnosticSectionTitles,
  diagnosticsText,
} from "../text/diagnostics-text.ts";
import { sayMinute } from "../text/say-time.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { SaveFileDialog } from "./save-file-dialog.tsx";
import { sayDiagnosticValue, writeDiagnostics } from "./say-diagnostics.ts";
import "./diagnostics.css";

const read = () => call("diagnostics.read", {});

/** 诊断: what there is to know, and the same as text for whoever helps. Also without being signed in. */
export function DiagnosticsPage(props: {
  /** Beside 重新检查 and 复制. */
  otherButtons?: ReactNode;
}) {
  const { content: report, problem, askAgain } = useAnswer(read);
  const copied = useRef<HTMLTextAreaElement>(null);
  const [said, setSaid] = useState("");
  const [isSaving, setIsSaving] = useState(false);
  return (
    <article className="sheet stack diagnostics">
      <div className="line">
        <h1 className="page-title">{diagnosticsText.title}</h1>
        <span className="quiet">
          {report !== null && diagnosticsText.madeAt(sayMinute(report.madeAt))}
        </span>
      </div>
      <p>{diagnosticsText.introduction}</p>
      <div className="line">
        <Button
          type="primary"
          disabled={report === null}
          onClick={() => setSaid(copyFrom(copied.current))}
        >
          {diagnosticsText.copy}
        </Button>
        <Button
          onClick={() => {
            setSaid("");
            setIsSaving(true);
          }}
        >
          {diagnosticsText.saveFile}
        </Button>
        <Button
          onClick={() => {
            setSaid("");
            askAgain();
          }}
        >
          {diagnosticsText.readAgain}
        </Button>
        {props.otherButtons}
        <span role="status">{said}</span>
      </div>
      {isSaving && (
        <SaveFileDialog
          onCancel={() => setIsSaving(false)}
          onSaved={(path) => {
            setIsSaving(false);
            setSaid(diagnosticsText.saved(path));
          }}
        />
      )}
      {problem !== null && <ProblemNotice problem={problem} />}
      {report === null && problem === null && (
        <p role="status">{diagnosticsText.reading}</p>
      )}
      {report !== null && <Sections report={report} ref={copied} />}
    </article>
  );
}

function Sections({
  report,
  ref,
}: {
  report: DiagnosticReport;
  ref: Ref<HTMLTextAreaElement>;
}) {
  const text = writeDiagnostics(report);
  return (
    <>
      {report.sections.map((section) => (
        <Section key={section.name} section={section} />
      ))}
      <section className="stack">
        <h2 className="section-title">{diagnosticsText.copiedContent}</h2>
        <textarea
          ref={ref}
          className="diagnostics-text"
          aria-label={diagnosticsText.copiedContent}
          readOnly
          rows={12}
          value={text}
        />
      </section>
    </>
  );
}

function Section({ section }: { section: DiagnosticSection }) {
  const { name, rows, problem } = section;
  const titles = rows[0]?.map((fact) => fact.name) ?? [];
  return (
    <section className="stack">
      <h2 className="section-title">{diagnosticSectionTitles[name]}</h2>
      {problem !== null && <ProblemNotice problem={{ code: problem }} />}
      {problem === null && rows.length === 0 && (
        <p className="quiet">{diagnosticEmptyTexts[name]}</p>
      )}
      {rows.length > 0 && (
        <div className="diagnostics-rows">
          <table className="plain-table">
            <thead>
              <tr>
                {titles.map((title) => (
                  <th key={title} scope="col">
                    {diagnosticFactTitles[title]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={index}>
                  {row.map((fact) => (
                    <td key={fact.name} className={toneOf(fact)}>
                      {sayDiagnosticValue(fact.value)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function toneOf({ value }: DiagnosticFact): string | undefined {
  return value.kind === "problem" && value.code !== null
    ? "mark-problem"
    : undefined;
}

/** The page has no right to the clipboard; what is selected by a click may be copied all the same. */
function copyFrom(field: HTMLTextAreaElement | null): string {
  field?.select();
  // oxlint-disable-next-line typescript/no-deprecated -- its successor asks for the right
  return document.execCommand("copy")
    ? diagnosticsText.copied
    : diagnosticsText.selected;
}
