import type { FilingRow } from "../../src-shared/filings/filing-procedures.ts";
import type { ProblemCode } from "../../src-shared/problems/problem.ts";
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
      return sayAmendRefusal(row.amendRefusal?.code);
    case "draft":
    case "to-submit":
    case "under-review":
    case "returned":
      return null;
  }
}

function sayAmendRefusal(code: ProblemCode | undefined): string | null {
  if (code === undefined) return null;
  const { late, underWay } = filingListText.amendRefused;
  return code === "filing-amendment-too-late" ? late : underWay;
}
