import type { PrintDocument } from "../../src-shared/printing/print-document.ts";
import { detailText, sayRevocation } from "../text/detail-text.ts";
import { fieldLabels } from "../text/field-labels.ts";
import { kindLabels } from "../text/filing-list-text.ts";
import { printText } from "../text/print-text.ts";
import { sayMinute } from "../text/say-time.ts";

export function PrintedReceipt({ document }: { document: PrintDocument }) {
  if (document.receipt === null) return <p>{printText.failed}</p>;
  const { receipt, verification } = document.receipt;
  const { claims } = receipt;
  const labels = detailText.receiptFacts;
  const facts: readonly (readonly [string, string])[] = [
    [fieldLabels.enterpriseName, document.fields.enterpriseName],
    [fieldLabels.uscc, claims.uscc],
    [printText.kind, kindLabels[claims.kind]],
    [printText.filingId, claims.filingId],
    [labels.submissionId, claims.submissionId],
    [labels.receivedAt, sayMinute(claims.receivedAt)],
    [labels.fileCount, String(claims.fileCount)],
    [labels.digest, claims.digest],
    [labels.certificate, claims.certificateSha256 ?? labels.unsigned],
    ...(claims.revocation === null
      ? []
      : [[labels.revocation, sayRevocation(claims.revocation)] as const]),
  ];
  return (
    <>
      <p className="paper-body">
        {printText.receiptBody(document.fields.enterpriseName)}
      </p>
      <table className="paper-facts">
        <tbody>
          {facts.map(([label, value]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="paper-verdict">
        {verification === "valid"
          ? detailText.receiptValid
          : detailText.receiptInvalid}
      </p>
      <h2>{printText.receiptSignature}</h2>
      <p className="paper-digest">{receipt.jws}</p>
      {verification === "valid" && (
        <p className="paper-quiet">{printText.receiptNote}</p>
      )}
    </>
  );
}
