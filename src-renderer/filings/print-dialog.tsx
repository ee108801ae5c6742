import { Button } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import type { PrintedPaper } from "../../src-shared/printing/print-document.ts";
import { call } from "../app/bridge.ts";
import { useAnswer } from "../app/use-answer.ts";
import { detailText } from "../text/detail-text.ts";
import { frameText } from "../text/frame-text.ts";
import { Dialog, firstFocus } from "../ui/dialog.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";

export type PrintPurpose = "print" | "export";

/** The host makes the PDF; 导出PDF hands it out, 打印 shows it first. Closing in between leaves everything as it was. */
export function PrintDialog(props: {
  filingId: string;
  paper: PrintedPaper;
  purpose: PrintPurpose;
  fileName: string;
  onClose: () => void;
}) {
  const { filingId, paper, purpose, fileName, onClose } = props;
  const ask = useCallback(
    () => call("printing.print", { filingId, paper }),
    [filingId, paper],
  );
  const { content: pdf, problem, askAgain } = useAnswer(ask);
  const address = pdf === null ? null : `attachments/${pdf.ticket}`;
  const frame = useRef<HTMLIFrameElement>(null);

  useEffect(() => {
    if (address === null || purpose !== "export") return;
    download(address, fileName);
    onClose();
  }, [address, purpose, fileName, onClose]);

  const isShown = address !== null && purpose === "print";
  const { title, exportTitle } = detailText.printing[paper];
  return (
    <Dialog
      width={isShown ? "min(1080px, 92vw)" : 480}
      centered
      title={purpose === "print" ? title : exportTitle}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose} {...firstFocus}>
            {isShown ? frameText.close : frameText.cancel}
          </Button>
          {problem !== null && (
            <Button type="primary" onClick={askAgain}>
              {frameText.retry}
            </Button>
          )}
          {isShown && (
            <Button
              type="primary"
              onClick={() => frame.current?.contentWindow?.print()}
            >
              {detailText.print}
            </Button>
          )}
        </>
      }
    >
      {problem !== null && <ProblemNotice problem={problem} />}
      {problem === null && address === null && <MakingPdf />}
      {isShown && (
        <iframe
          ref={frame}
          className="print-view"
          src={address}
          title={title}
        />
      )}
    </Dialog>
  );
}

function MakingPdf() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => setSeconds((at) => at + 1), 1000);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <div className="stack">
      <p role="status">{detailText.makingPdf}</p>
      <p className="quiet">{detailText.makingPdfFor(seconds)}</p>
    </div>
  );
}

function download(address: string, fileName: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
}
