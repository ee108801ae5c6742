import type { ReactNode } from "react";
import type { FilingDetail } from "../../src-shared/filings/filing-procedures.ts";
import { detailText, sayRevocation } from "../text/detail-text.ts";
import { sayMinute } from "../text/say-time.ts";
import { StateDot } from "../ui/state-dot.tsx";

export function ReceiptSection(
  props: NonNullable<FilingDetail["receipt"]> & { buttons: ReactNode },
) {
  const { claims } = props.receipt;
  const isValid = props.verification === "valid";
  const labels = detailText.receiptFacts;
  return (
    <section className="sheet stack printed-part">
      <div className="line list-head">
        <h2 className="section-title">{detailText.receiptTitle}</h2>
        <span className="line">{props.buttons}</span>
      </div>
      <p className={isValid ? "mark-ok" : "mark-problem"}>
        <StateDot tone={isValid ? "ok" : "problem"} />{" "}
        {isValid ? detailText.receiptValid : detailText.receiptInvalid}
      </p>
      <dl className="facts">
        <dt>{labels.submissionId}</dt>
        <dd className="digest">{claims.submissionId}</dd>
        <dt>{labels.receivedAt}</dt>
        <dd>{sayMinute(claims.receivedAt)}</dd>
        <dt>{labels.digest}</dt>
        <dd className="digest">{claims.digest}</dd>
        <dt>{labels.certificate}</dt>
        <dd className="digest">
          {claims.certificateSha256 ?? labels.unsigned}
        </dd>
        {claims.revocation !== null && (
          <>
            <dt>{labels.revocation}</dt>
            <dd>{sayRevocation(claims.revocation)}</dd>
          </>
        )}
        <dt>{labels.fileCount}</dt>
        <dd>{claims.fileCount}</dd>
      </dl>
    </section>
  );
}
