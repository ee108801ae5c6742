import { Button } from "antd";
import { useCallback, useState } from "react";
import type { FilingRow } from "../../src-shared/filings/filing-procedures.ts";
import type { PrintedPaper } from "../../src-shared/printing/print-document.ts";
import { detailText } from "../text/detail-text.ts";
import { PrintDialog, type PrintPurpose } from "./print-dialog.tsx";

/** 打印 and 导出PDF of the application or the receipt. */
export function PrintButtons(props: { row: FilingRow; paper: PrintedPaper }) {
  const { row, paper } = props;
  const [purpose, setPurpose] = useState<PrintPurpose | null>(null);
  const close = useCallback(() => setPurpose(null), []);
  const { verb, exportVerb, fileName } = detailText.printing[paper];
  return (
    <>
      <Button onClick={() => setPurpose("print")}>{verb}</Button>
      <Button onClick={() => setPurpose("export")}>{exportVerb}</Button>
      {purpose !== null && (
        <PrintDialog
          filingId={row.id}
          paper={paper}
          purpose={purpose}
          fileName={fileName(row.enterpriseName, row.year)}
          onClose={close}
        />
      )}
    </>
  );
}
