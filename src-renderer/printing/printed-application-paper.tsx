import type { PrintDocument } from "../../src-shared/printing/print-document.ts";
import { detailText } from "../text/detail-text.ts";
import { assessmentLabels, partTitles } from "../text/field-labels.ts";
import { kindLabels, stateLabels } from "../text/filing-list-text.ts";
import { printText } from "../text/print-text.ts";
import { sayDay, sayMinute, sayPeriod } from "../text/say-time.ts";
import {
  printedApplication,
  type PrintedEntry,
} from "../ui/printed-application.ts";
import { EntryTable } from "./entry-table.tsx";
import { FileTable, Pictures } from "./printed-files.tsx";
import { HistoryTable } from "./history-table.tsx";
import type { LoadedPaper } from "./load-paper.ts";

export function PrintedApplication({ document, pictures }: LoadedPaper) {
  const files = Object.fromEntries(
    document.files.map((file) => [file.fileKind, file]),
  );
  const parts = printedApplication(document.fields, files);
  const { approval, history } = document;
  return (
    <>
      <EntryTable entries={standing(document)} />
      <Remarks document={document} />
      {parts.map(({ title, entries, files: partFiles }) => (
        <section key={title}>
          <h2>{title}</h2>
          {entries.length > 0 && <EntryTable entries={entries} />}
          {title === partTitles.basics ? (
            <Pictures
              caption={printText.picturesOf(title)}
              files={partFiles}
              pictures={pictures}
            />
          ) : (
            partFiles.length > 0 && <FileTable files={partFiles} />
          )}
        </section>
      ))}
      {approval !== null && (
        <section className="paper-together">
          <h2>{partTitles.assessment}</h2>
          <EntryTable
            entries={[
              entry(assessmentLabels.authority, approval.authority),
              entry(assessmentLabels.result, detailText.passed),
            ]}
          />
        </section>
      )}
      {history.length > 0 && <HistoryTable history={history} />}
    </>
  );
}

function standing(document: PrintDocument): PrintedEntry[] {
  const { kind, state, year, approval, filingId } = document;
  return [
    entry(printText.kind, kindLabels[kind]),
    entry(printText.state, stateLabels[state]),
    entry(printText.year, String(year)),
    ...(approval === null
      ? []
      : [
          entry(detailText.reviewedAt, sayDay(approval.reviewedAt)),
          entry(
            detailText.validity,
            sayPeriod(approval.validFrom, approval.validUntil),
          ),
        ]),
    entry(printText.filingId, filingId),
  ];
}

/** 审核意见 and 无效原因 stand above the parts, as on the form. */
function Remarks({ document }: { document: PrintDocument }) {
  const { opinion, voidReason } = document;
  return (
    <>
      {opinion !== null && (
        <section className="paper-remark">
          <h2>{detailText.opinionTitle}</h2>
          <p>{opinion.text}</p>
          <p className="paper-quiet">
            {detailText.opinionBy(opinion.authority, sayMinute(opinion.at))}
          </p>
        </section>
      )}
      {voidReason !== null && (
        <section className="paper-remark">
          <h2>{detailText.voidTitle}</h2>
          <p>{voidReason}</p>
        </section>
      )}
    </>
  );
}

function entry(label: string, value: string): PrintedEntry {
  return { label, value, isLong: false };
}
