import { Alert, Button } from "antd";
import { useCallback, useEffect, type ReactNode } from "react";
import type { Attachment } from "../../src-shared/filings/filing-content.ts";
import type { FilingDetail } from "../../src-shared/filings/filing-procedures.ts";
import { call, on } from "../app/bridge.ts";
import { goTo } from "../app/place.ts";
import { useAnswer } from "../app/use-answer.ts";
import { detailText } from "../text/detail-text.ts";
import { assessmentLabels, partTitles } from "../text/field-labels.ts";
import { kindLabels, stateLabels } from "../text/filing-list-text.ts";
import { frameText } from "../text/frame-text.ts";
import { sayDay, sayMinute, sayPeriod } from "../text/say-time.ts";
import { LoadingBlock } from "../ui/loading-block.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { PrintedEntries, PrintedFiles } from "./application-sheet.tsx";
import { FilingHistory } from "./filing-history.tsx";
import { printedApplication } from "../ui/printed-application.ts";
import { PrintButtons } from "./print-buttons.tsx";
import { ReceiptSection } from "./receipt-section.tsx";
import { saySyncMark } from "./say-sync-mark.ts";
import "./filings.css";

type RenderFile = (attachment: Attachment) => ReactNode;

export function FilingDetailPage(props: {
  filingId: string;
  /** 查看 and 下载 of one file: another feature's affair. */
  renderFileActions: RenderFile;
}) {
  const { filingId } = props;
  const ask = useCallback(
    () => call("filings.detail", { filingId }),
    [filingId],
  );
  const { content: detail, problem, askAgain } = useAnswer(ask);
  useEffect(() => on("filings.changed", askAgain), [askAgain]);
  return (
    <div className="stack">
      <div className="line list-head">
        <h1 className="page-title">{detailText.title}</h1>
        <span className="line">
          {detail !== null && (
            <PrintButtons row={detail.row} paper="application" />
          )}
          <Button onClick={() => goTo({ kind: "filings" })}>
            {frameText.back}
          </Button>
        </span>
      </div>
      {problem !== null && (
        <ProblemNotice
          problem={problem}
          action={<Button onClick={askAgain}>{frameText.retry}</Button>}
        />
      )}
      {detail === null ? (
        problem === null && <LoadingBlock />
      ) : (
        <Detail detail={detail} renderFileActions={props.renderFileActions} />
      )}
    </div>
  );
}

function Detail(props: {
  detail: FilingDetail;
  renderFileActions: RenderFile;
}) {
  const { detail } = props;
  return (
    <>
      <Notices detail={detail} />
      <Standing detail={detail} />
      {printedApplication(detail.content.fields, detail.content.files).map(
        ({ title, entries, files }) => (
          <section key={title} className="sheet stack printed-part">
            <h2 className="section-title">{title}</h2>
            <PrintedEntries entries={entries} />
            <PrintedFiles
              caption={title}
              files={files}
              lastColumn={detailText.fileColumns[3]}
              renderLast={props.renderFileActions}
            />
          </section>
        ),
      )}
      <Assessment detail={detail} />
      <FilingHistory history={detail.history} />
      {detail.receipt !== null && (
        <ReceiptSection
          {...detail.receipt}
          buttons={<PrintButtons row={detail.row} paper="receipt" />}
        />
      )}
    </>
  );
}

function Notices({ detail }: { detail: FilingDetail }) {
  const { opinion, voidReason, workingCopy } = detail;
  return (
    <>
      {opinion !== null && (
        <Alert
          type="warning"
          showIcon
          title={detailText.opinionTitle}
          description={
            <>
              <p className="kept-lines">{opinion.text}</p>
              <p>
                {detailText.opinionBy(opinion.authority, sayMinute(opinion.at))}
              </p>
            </>
          }
        />
      )}
      {voidReason !== null && (
        <Alert
          type="warning"
          showIcon
          title={detailText.voidTitle}
          description={voidReason}
        />
      )}
      {workingCopy !== null && (
        <Alert
          type="info"
          showIcon
          title={detailText.unsaved(sayMinute(workingCopy.savedAt))}
        />
      )}
    </>
  );
}

function Standing({ detail }: { detail: FilingDetail }) {
  const { row, approval } = detail;
  const { title, sentence } = saySyncMark(row.sync);
  return (
    <section className="sheet stack">
      <h2 className="section-title">{detailText.standing}</h2>
      <dl className="facts">
        <dt>{detailText.state}</dt>
        <dd>
          {stateLabels[row.state]}（{title}）
          {sentence !== null && (
            <span className="mark-problem">{sentence}</span>
          )}
        </dd>
        <dt>{detailText.kind}</dt>
        <dd>{kindLabels[row.kind]}</dd>
        <dt>{detailText.year}</dt>
        <dd>{row.year}</dd>
        {approval !== null && (
          <>
            <dt>{detailText.reviewedAt}</dt>
            <dd>{sayDay(approval.reviewedAt)}</dd>
            <dt>{detailText.validity}</dt>
            <dd>{sayPeriod(approval.validFrom, approval.validUntil)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** Part 4 of the printed application, once there was an approval. */
function Assessment({ detail }: { detail: FilingDetail }) {
  const { approval } = detail;
  if (approval === null) return null;
  return (
    <section className="sheet stack printed-part">
      <h2 className="section-title">{partTitles.assessment}</h2>
      <PrintedEntries
        entries={[
          {
            label: assessmentLabels.authority,
            value: approval.authority,
            isLong: false,
          },
          {
            label: assessmentLabels.result,
            value: detailText.passed,
            isLong: false,
          },
        ]}
      />
    </section>
  );
}
