import type { FilingRow } from "../../src-shared/filings/filing-procedures.ts";
import { filingListText } from "../text/filing-list-text.ts";

/** Why the row is as it is, in a line of its own; null where the state or the card above the list says it. */
export function sayRemark(row: FilingRow): string | null {
  const { remark } = filingListText;
  switch (row.state) {
    case "void":
      return row.remark === null ? remark.replaced : remark.void(row.remark);
    case "expired":
      return row.validUntil === null ? null : remark.expired(row.validUntil);
    case "approved":
      return row.amendRefusal === null
        ? null
        : row.amendRefusal.code === "filing-amendment-too-late"
          ? filingListText.amendRefused.late
          : filingListText.amendRefused.underWay;
    case "draft":
    case "to-submit":
    case "under-review":
    case "returned":
      return null;
  }
}
