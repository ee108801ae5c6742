import type { PrintDocument } from "../../src-shared/printing/print-document.ts";
import { printText } from "../text/print-text.ts";
import { sayMinute } from "../text/say-time.ts";
import type { LoadedPaper } from "./load-paper.ts";
import { PrintedApplication } from "./printed-application-paper.tsx";
import { PrintedReceipt } from "./printed-receipt.tsx";

export function paperTitle({ paper, kind }: PrintDocument): string {
  if (paper === "receipt") return printText.titles.receipt;
  return kind === "amendment"
    ? printText.titles.amendment
    : printText.titles.application;
}

export function PrintedPaper(props: LoadedPaper) {
  const { document } = props;
  return (
    <>
      <header>
        <h1>{paperTitle(document)}</h1>
        <p className="paper-enterprise">{document.fields.enterpriseName}</p>
        <p className="paper-quiet">
          {printText.printedAt(sayMinute(document.printedAt))}
        </p>
      </header>
      {document.paper === "application" ? (
        <PrintedApplication {...props} />
      ) : (
        <PrintedReceipt document={document} />
      )}
    </>
  );
}
